import { memo, type ReactNode } from 'react'
import type { Paragraph, Piece, Run } from '../state/law-pieces.ts'
import { hashOfPlace } from '../state/location.ts'
import type { NumberView, SourcePage } from '../state/source-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { useWords } from '../words/use-words.ts'
import { light, lit } from './light.ts'
import type { Shown } from './source-head.tsx'

/** U+2060: a reference number never begins a line. */
const joiner = '\u2060'

interface Marked {
  readonly source: SourcePage
  readonly clause: string | null
  readonly parameter: string | null
  readonly shown: Shown
  readonly current: NumberView | null
  /** A provision that a clause is added to: words are selected, and lead nowhere. */
  readonly addTo: string | null
  readonly onClause: (id: string) => void
  /** True where it leads somewhere. */
  readonly onNumber: (number: NumberView) => boolean
}

/** The text, paragraph by paragraph; of one kind of number, only the paragraphs that have it. */
export function LawText({ paragraphs, ...marked }: Marked & { paragraphs: readonly Paragraph[] }) {
  const { t } = useWords()
  const { shown } = marked
  const has = ({ numbers }: Paragraph) => shown === 'all' || numbers.some(({ status }) => status === shown)
  // A chapter's line stays, so that one knows where one is.
  const stays = (paragraph: Paragraph) => has(paragraph) || paragraph.block.level === 1
  if (!paragraphs.some(has)) return <p className="quiet">{t('noSuchNumbers')}</p>
  const parts: ReactNode[] = []
  let left = 0
  const gap = (key: number) => {
    if (left > 0)
      parts.push(
        <p key={`gap-${key}`} className="left-out-lines">
          {t('linesLeftOut', { n: left })}
        </p>,
      )
    left = 0
  }
  for (const paragraph of paragraphs) {
    if (!stays(paragraph)) {
      left++
      continue
    }
    gap(paragraph.block.start)
    parts.push(<ParagraphView key={paragraph.block.start} paragraph={paragraph} {...marked} />)
  }
  gap(-1)
  return (
    <article className="law-page" lang="zh-CN">
      {parts}
    </article>
  )
}

function ParagraphView({ paragraph: { block, runs }, ...marked }: Marked & { paragraph: Paragraph }) {
  const inside = runs.map((run) => <RunView key={run.start} run={run} {...marked} />)
  return block.level === 1 ? <h2>{inside}</h2> : <p data-level={block.level}>{inside}</p>
}

/** Words that a clause quotes lead to it; several times, to each of the clauses that do. */
function RunView({ run, ...marked }: Marked & { run: Run }) {
  const { w } = useWords()
  const { source, clause, onClause } = marked
  const pieces = run.pieces.map((piece) => <PieceView key={piece.start} piece={piece} {...marked} />)
  const [first] = run.clauses
  if (first === undefined) return <>{pieces}</>
  const { addTo } = marked
  if (addTo !== null)
    return (
      <span data-current={run.clauses.some((id) => id === addTo || id.startsWith(`${addTo}.`))}>
        {pieces}
      </span>
    )
  const at = clause === null ? -1 : run.clauses.indexOf(clause)
  const next = run.clauses[(at + 1) % run.clauses.length] ?? first
  const target = { policy: source.policy.id, document: source.document, clause: next, parameter: null }
  const names = run.clauses.flatMap((id) => {
    const title = source.clauses[id]
    return title ? [w(title)] : []
  })
  return (
    <a
      className="passage"
      data-current={at >= 0}
      href={hashOfPlace({ page: 'source', ...target })}
      title={names.join(' · ')}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onClause(next)
      }}
    >
      {pieces}
    </a>
  )
}

const PieceView = memo(
  function PieceView({ piece, ...marked }: Marked & { piece: Piece }) {
    const { number, mark, isHeading } = piece
    let text: ReactNode = piece.text
    if (number) text = <NumberMark number={number} text={piece.text} {...marked} />
    if (isHeading) text = <b className="heading">{text}</b>
    return mark ? <Marking piece={piece}>{text}</Marking> : text
  },
  (before, after) =>
    before.piece === after.piece &&
    (before.piece.number === null ||
      (before.shown === after.shown &&
        before.parameter === after.parameter &&
        before.current === after.current &&
        before.source === after.source)),
)

/** Words of the clause at hand, with the number that stands at what they became. */
function Marking({ piece: { mark, endsMark }, children }: { piece: Piece; children: ReactNode }) {
  const number = mark?.number ?? null
  const isLit = useSignal(lit, (on) => on !== null && on === number)
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hovering only lights what belongs together */}
      <span
        className="quoted"
        data-differs={mark?.differs}
        data-lit={isLit}
        onMouseEnter={() => light(number)}
        onMouseLeave={() => light(null)}
      >
        {children}
      </span>
      {endsMark && (
        <>
          {joiner}
          <sup>{number}</sup>
        </>
      )}
    </>
  )
}

function NumberMark({
  number,
  text,
  source,
  parameter,
  shown,
  current,
  onNumber,
}: Marked & { number: NumberView; text: string }) {
  const { t, w } = useWords()
  const { status, parameters, reason, because } = number
  const names = parameters.flatMap((name) => {
    const owner = source.owners[name]
    return owner ? [w(owner.title)] : []
  })
  const why = because ? w(because) : reason && t(`reason_${reason}`)
  const title =
    status === 'unexplained'
      ? t('numberUnexplained', { number: text })
      : t('numberStates', { number: text, names: names.length > 0 ? names.join('、') : (why ?? '') })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: n and p go from number to number, and the clause's parameters lead here
    <span
      className="number-mark"
      data-status={status}
      data-trivial={reason === 'numbering'}
      data-shown={shown === 'all' ? undefined : shown === status}
      data-chosen={parameter !== null && parameters.includes(parameter)}
      data-at={current === number}
      title={title}
      onClick={(event) => {
        if (!onNumber(number)) return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      {text}
    </span>
  )
}
