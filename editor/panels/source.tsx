import { Fragment, memo } from 'react'
import type { SourceView } from '../state/clause-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { useWords } from '../words/use-words.ts'
import { light, lit } from './light.ts'

/** U+2060: a reference number never begins a line. */
const joiner = '\u2060'

/** The law, verbatim; words that became rules are underlined and numbered. */
export const SourceText = memo(function SourceText({
  source,
  further,
}: {
  source: SourceView
  further: boolean
}) {
  const { t, w } = useWords()
  const on = useSignal(lit)
  const pieces: { text: string; mark: SourceView['marks'][number] | null }[] = []
  let at = 0
  for (const mark of source.marks) {
    if (mark.start > at) pieces.push({ text: source.quote.slice(at, mark.start), mark: null })
    pieces.push({ text: source.quote.slice(mark.start, mark.end), mark })
    at = mark.end
  }
  if (at < source.quote.length) pieces.push({ text: source.quote.slice(at), mark: null })
  return (
    <>
      {further && (
        <p className="law-note">
          {t('furtherSource')} {w(source.document)} {source.section}
        </p>
      )}
      <p className="law" lang="zh-CN">
        {pieces.map(({ text, mark }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in order
          <Fragment key={index}>
            {mark === null ? (
              text
            ) : (
              <>
                {/* biome-ignore lint/a11y/noStaticElementInteractions: hovering only lights what belongs together */}
                <span
                  className="quoted"
                  data-differs={mark.differs}
                  data-lit={on === mark.number}
                  onMouseEnter={() => light(mark.number)}
                  onMouseLeave={() => light(null)}
                >
                  {text}
                </span>
                {joiner}
                <sup>{mark.number}</sup>
              </>
            )}
          </Fragment>
        ))}
      </p>
    </>
  )
})
