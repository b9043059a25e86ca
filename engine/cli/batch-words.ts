import type { Language } from '../base/words.ts'
import type { BatchDone, BatchProgress } from '../files/batch-run.ts'
import { groupDigits } from '../policy/format.ts'
import type { Terminal } from './command.ts'

const count = (rows: number): string => groupDigits(String(rows))

/** What a batch came to. */
export function summary(
  done: BatchDone & { readonly out: string; readonly refusedFile: string },
  language: Language,
): string {
  const { rows, resumedAfter, out, refusedFile } = done
  const zh = language === 'zh'
  const resumed =
    resumedAfter === 0
      ? ''
      : zh
        ? `（接着第 ${count(resumedAfter)} 行往下做）`
        : `, going on after row ${count(resumedAfter)}`
  return zh
    ? `读入 ${count(rows.in)} 行，判定 ${count(rows.decided)} 行，未受理 ${count(rows.refused)} 行${resumed}\n结果 ${out}\n未受理 ${refusedFile}\n`
    : `${count(rows.in)} ${rows.in === 1 ? 'row' : 'rows'} in, ${count(rows.decided)} decided, ${count(rows.refused)} refused${resumed}\nresults ${out}\nrefused ${refusedFile}\n`
}

const width = 24
const clearLine = '\r\u001b[2K'

/** A bar on one line of the terminal, drawn over itself. */
export function progressBar(terminal: Terminal, language: Language) {
  return {
    show: ({ rows, read, size }: BatchProgress) => {
      const share = size === 0 ? 1 : Math.min(1, read / size)
      const full = Math.floor(share * width)
      const bar = '█'.repeat(full) + '░'.repeat(width - full)
      const words =
        language === 'zh'
          ? `${count(rows.in)} 行，未受理 ${count(rows.refused)}`
          : `${count(rows.in)} rows, ${count(rows.refused)} refused`
      terminal.err(`${clearLine}${bar} ${String(Math.floor(share * 100)).padStart(3)}%  ${words}`)
    },
    clear: () => terminal.err(clearLine),
  }
}
