import { cp, mkdtemp, realpath, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const parts = ['engine', 'test', 'policies', 'schemas', 'proof', 'package.json', 'tsconfig.json']

/** A copy of what is checked, which stays as it is while faults are planted in it. */
export async function copyOfTree(root: string): Promise<string> {
  const tree = await realpath(await mkdtemp(join(tmpdir(), 'clausebook-faults-')))
  for (const part of parts)
    await cp(join(root, part), join(tree, part), {
      recursive: true,
      filter: (path) => !/[\\/](node_modules|differences|out-\d+)$/.test(path),
    })
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction')
  return tree
}
