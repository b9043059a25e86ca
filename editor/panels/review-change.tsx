import { useState } from 'react'
import { clauseHash } from '../state/location.ts'
import type { LawView, ReviewedChangeView } from '../state/review-view.ts'
import type { Compared } from '../state/reviewing.ts'
import { useReviewWords } from '../words/use-review-words.ts'
import { LineDiff } from './line-diff.tsx'
import { ReviewCases } from './review-cases.tsx'
import { Region, Witness } from './review-effect.tsx'
import { Touches } from './touches.tsx'

/** One change: the text before and after, whom it moves and by how much, its cases, the amendment, the lines. */
export function ReviewChange({ change, view }: { change: ReviewedChangeView; view: Compared }) {
  const { t, w } = useReviewWords()
  const { effects, law, diff } = change
  const isQuiet = change.effect === 'none' || change.effect === 'words'
  return (
    <>
      <header className="review-head">
        <p className="crumbs small soft">
          {change.place.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: told apart by their place
            <span key={index}>{w(one)}</span>
          ))}
        </p>
        <h1>{w(change.title)}</h1>
        <p className="review-words">
          {w(change.words)} <Touches effect={change.effect} />
        </p>
        <p className="small soft review-facts">
          <span className="code">{change.subject}</span>
          {change.isGone && <span>{t('gone')}</span>}
          {change.clause !== null && !change.isGone && (
            <a href={clauseHash(change.clause)}>{t('toItsClause')}</a>
          )}
        </p>
      </header>
      {law.map((one) => (
        <Law key={one.cited.zh} law={one} />
      ))}
      {change.beside > 0 && effects.length > 0 && (
        <p className="notice-line soft">{t('besideOthers', { n: change.beside })}</p>
      )}
      {effects.map((effect) => (
        <div className="review-pair" key={effect.under ?? ''}>
          <Witness effect={effect} view={view} />
          <Region effect={effect} />
        </div>
      ))}
      <div className="review-pair">
        {!isQuiet && change.clause !== null && <ReviewCases cases={change.cases} />}
        {(change.amendment.length > 0 || change.undrafted) && <Amendment change={change} />}
      </div>
      {diff && (
        <section className="section">
          <div className="section-head">
            <h2>{t('ruleLines')}</h2>
            <span className="code">{diff.path}</span>
          </div>
          <LineDiff before={diff.before} after={diff.after} />
        </section>
      )}
    </>
  )
}

/** A paragraph of the law as it is and as it would be. */
function Law({ law }: { law: LawView }) {
  const { t, w } = useReviewWords()
  return (
    <div className="review-pair">
      {(['deleted', 'inserted'] as const).map((own) => (
        <section key={own} className="section">
          <div className="section-head">
            <h2>{t(own === 'deleted' ? 'lawNow' : 'lawAfter')}</h2>
            <span>{w(law.cited)}</span>
          </div>
          <p className={`law quote ${own === 'inserted' ? 'amended' : ''}`} lang="zh-CN">
            {law.pieces.map(({ kind, text }, index) => {
              if (kind === 'same') return text
              if (kind !== own) return null
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces are told apart by their place
              return own === 'deleted' ? <del key={index}>{text}</del> : <ins key={index}>{text}</ins>
            })}
          </p>
        </section>
      ))}
    </div>
  )
}

function Amendment({ change }: { change: ReviewedChangeView }) {
  const { t, w, language } = useReviewWords()
  const [copied, setCopied] = useState(false)
  const text = change.amendment.map(({ zh }) => zh).join('\n')
  const copy = () => {
    void navigator.clipboard.writeText(text).then(() => setCopied(true))
  }
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('amendmentDraft')}</h2>
        {change.amendment.length > 0 && (
          <button type="button" className="button plain end" onClick={copy}>
            <span role="status">{t(copied ? 'copied' : 'copy')}</span>
          </button>
        )}
      </div>
      {change.amendment.length > 0 ? (
        <div className="law quote amended">
          {change.amendment.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are told apart by their place
            <p key={index} lang="zh-CN">
              {line.zh}
            </p>
          ))}
          {language === 'en' &&
            change.amendment.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines are told apart by their place
              <p key={index} className="gloss" lang="en">
                {line.en}
              </p>
            ))}
        </div>
      ) : (
        change.undrafted && <p className="soft">{t('notDrafted', { why: w(change.undrafted) })}</p>
      )}
    </section>
  )
}
