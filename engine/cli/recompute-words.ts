import type { Language } from '../base/words.ts'
import { groupDigits } from '../policy/format.ts'
import type { ClauseTotal } from '../recompute/difference.ts'
import type { Call, Terminal } from './command.ts'
import { jsonText } from './print.ts'

/** What became of the past decisions that were read. */
export interface Recomputed {
  readonly in: number
  readonly recomputed: number
  readonly refused: number
}

/** What a recomputation came to, by clause. */
export function tellRecomputed(
  done: Recomputed,
  totals: readonly ClauseTotal[],
  shown: { readonly out: string; readonly refused: string },
  { json, language }: Call,
  terminal: Terminal,
): void {
  if (json)
    terminal.out(
      jsonText({
        rows: done.in,
        recomputed: done.recomputed,
        refused: done.refused,
        clauses: totals,
        out: shown.out,
        refusedFile: shown.refused,
      }),
    )
  else terminal.out(summary(done, totals, shown, language))
}

function summary(
  done: Recomputed,
  totals: readonly ClauseTotal[],
  { out, refused }: { readonly out: string; readonly refused: string },
  language: Language,
): string {
  const zh = language === 'zh'
  const lines = totals.map(({ clause, decisions, changed, arrears, overpaid, unexplained }) => {
    const [more, less] = [arrears, overpaid].map(groupDigits)
    const other =
      unexplained === 0
        ? ''
        : zh
          ? `；${unexplained} 笔的已付金额与当时的认定不同`
          : `; ${unexplained} paid otherwise than was decided then`
    return zh
      ? `${clause}：${decisions} 笔，${changed} 笔有变化，补发 ${more} 元，多付 ${less} 元${other}`
      : `${clause}: ${decisions} ${decisions === 1 ? 'decision' : 'decisions'}, ${changed} other now, arrears ${more} CNY, overpaid ${less} CNY${other}`
  })
  const counts = zh
    ? `读入 ${done.in} 笔，重算 ${done.recomputed} 笔，未受理 ${done.refused} 笔`
    : `${done.in} in, ${done.recomputed} recomputed, ${done.refused} refused`
  const files = zh ? [`结果 ${out}`, `未受理 ${refused}`] : [`results ${out}`, `refused ${refused}`]
  return [...lines, counts, ...files, ''].join('\n')
}
