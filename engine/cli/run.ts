import { CommanderError, Command as Program, Option as ProgramOption } from 'commander'
import { type Language, languages } from '../base/words.ts'
import type { Call, CallFault, Command, ExitCode, Terminal } from './command.ts'
import { loadCommands } from './index.ts'

/**
 * Runs a command line.
 *
 * Shape   arguments → exit code; nothing throws
 * Errors  exit codes 1 (the policy or a case), 2 (the call), 3 (refused input)
 */
export async function run(argv: readonly string[], version: string, terminal: Terminal): Promise<ExitCode> {
  let exit: ExitCode = 0
  const commands = await loadCommands(argv[0])
  const program = programFor(commands, version, terminal, (code) => {
    exit = code
  })
  try {
    await program.parseAsync(argv as string[], { from: 'user' })
    return exit
  } catch (thrown) {
    return faultOf(thrown, terminal)
  }
}

const isCallFault = (thrown: unknown): thrown is CallFault =>
  typeof thrown === 'object' && thrown !== null && 'callFault' in thrown

function faultOf(thrown: unknown, terminal: Terminal): ExitCode {
  // Help and version end this way too, with code 0.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2
  if (isCallFault(thrown)) {
    terminal.err(`error: ${thrown.callFault}\n  fix: ${thrown.fix}\n`)
    return 2
  }
  terminal.err(
    `error: this is a fault of clausebook: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`,
  )
  return 2
}

function programFor(
  commands: readonly Command[],
  version: string,
  terminal: Terminal,
  done: (code: ExitCode) => void,
): Program {
  const program = new Program('clausebook')
  program
    .description('Policy as data: versioned rules beside the law, decided exactly')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
    })
    .addHelpText(
      'after',
      '\nExit codes: 0 fine, 1 the policy or a case is at fault, 2 the call is, 3 refused input',
    )
  for (const command of commands) program.addCommand(subcommand(command, terminal, done))
  return program
}

function subcommand(command: Command, terminal: Terminal, done: (code: ExitCode) => void): Program {
  const sub = new Program(command.name)
  sub.description(command.summary)
  if (command.argument) sub.argument(`<${command.argument.name}>`, command.argument.summary)
  sub
    .argument(
      '[folders...]',
      command.foldersSummary ?? 'policy folders, or folders of them; policies/ unless said',
    )
    .helpOption('-h, --help', 'print help')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  ${example}`).join('\n')}`)
  for (const { flags, summary, many } of command.options)
    sub.addOption(
      many
        ? new ProgramOption(flags, summary).argParser((value: string, before: readonly string[] = []) => [
            ...before,
            value,
          ])
        : new ProgramOption(flags, summary),
    )
  sub.option('--json', 'print JSON')
  sub.addOption(
    new ProgramOption('--lang <language>', 'language of messages').choices(languages).default('en'),
  )
  sub.action(async (...typed: readonly unknown[]) => {
    const argument = command.argument ? (typed[0] as string) : undefined
    const [folders, options] = typed.slice(argument === undefined ? 0 : 1) as unknown as readonly [
      readonly string[],
      Call['options'],
    ]
    const call: Call = {
      ...(argument !== undefined && { argument }),
      folders,
      options,
      language: options.lang as Language,
      json: options.json === true,
    }
    done(await command.run(call, terminal))
  })
  return sub
}
