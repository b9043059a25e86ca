import { fileURLToPath } from 'node:url'
import { findPolicyFolders } from '../files/find.ts'
import { shownPath } from '../files/workspace.ts'
import { startServer } from '../server/server.ts'
import { type Command, callFault, type ExitCode, textOption } from './command.ts'

/** Opens the workbench on policy folders, for this machine alone. */
export const serve: Command = {
  name: 'serve',
  summary: 'open the workbench on policy folders, for this machine alone',
  examples: ['clausebook serve', 'clausebook serve policies/employment-promotion --port 4400'],
  options: [
    { flags: '--port <number>', summary: 'listen on this port (4310, or the next free one, unless said)' },
  ],
  run: async (call, terminal): Promise<ExitCode> => {
    const port = textOption(call, 'port')
    if (port !== undefined && !/^\d{1,5}$/.test(port))
      throw callFault(`\`${port}\` is not a port`, 'write a number such as 4400')
    // Only looked for: the server reads the files when the editor asks.
    const { problems } = await findPolicyFolders(call.folders, terminal.cwd)
    const empty = problems.find(({ code }) => code === 'FOLDER_WITHOUT_POLICY')
    if (empty)
      throw callFault(
        `there is no policy in \`${shownPath(empty.absolute, terminal.cwd)}\``,
        'name a folder that holds policy.yaml, or a folder of such folders',
      )
    const server = await startServer({
      folders: call.folders,
      cwd: terminal.cwd,
      // dist/engine/cli/serve.js → dist/editor
      editorDir: fileURLToPath(new URL('../../editor/', import.meta.url)),
      ...(port !== undefined && { port: Number(port) }),
    })
    terminal.out(
      `工作台 Workbench: ${server.url}\n用浏览器打开上面的地址，按 Ctrl+C 结束。 Open it in a browser; Ctrl+C ends it.\n`,
    )
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    })
    await server.close()
    return 0
  },
}
