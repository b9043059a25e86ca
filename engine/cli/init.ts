import { join, resolve } from 'node:path'
import { makeFolder } from '../files/new-folder.ts'
import { shownPath } from '../files/workspace.ts'
import { type Command, callFault, type ExitCode } from './command.ts'
import { newPolicyFiles } from './init-files.ts'

/** Makes the folder of a new policy, which checks and decides from the first minute. */
export const init: Command = {
  name: 'init',
  summary: 'make the folder of a new policy: a small one that decides, to be replaced line by line',
  examples: ['clausebook init shop-aid', 'clausebook init shop-aid work/policies'],
  argument: { name: 'name', summary: 'its name, in lower case with hyphens: shop-aid' },
  foldersSummary: 'the folder it is made in; policies/ unless said',
  options: [],
  run: async (call, terminal): Promise<ExitCode> => {
    const name = call.argument ?? ''
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 64)
      throw callFault(
        `\`${name}\` is not the name of a policy`,
        'write lower-case words with hyphens: shop-aid',
      )
    if (call.folders.length > 1) throw callFault('a policy is made in one folder', 'name one folder')
    const folder = join(resolve(terminal.cwd, call.folders[0] ?? 'policies'), name)
    const shown = shownPath(folder, terminal.cwd)
    const files = newPolicyFiles(name)
    const made = await makeFolder(folder, files).catch((fault: NodeJS.ErrnoException) => {
      throw callFault(`\`${shown}\` cannot be made (${fault.code ?? fault.message})`, 'check the path')
    })
    if (!made) throw callFault(`\`${shown}\` is there already`, 'choose another name')
    if (call.json)
      terminal.out(`${JSON.stringify({ folder: shown, files: files.map(({ path }) => path) })}\n`)
    else
      terminal.out(
        [
          ...files.map(({ path }) => `+ ${shown}/${path}`),
          call.language === 'zh'
            ? `把 source/${name}.txt 换成政策原文，再逐条改。检查：clausebook check ${shown}；打开工作台：clausebook serve ${shown}`
            : `Put the text of the policy into source/${name}.txt, then change clause by clause. Check: clausebook check ${shown}; workbench: clausebook serve ${shown}`,
          '',
        ].join('\n'),
      )
    return 0
  },
}
