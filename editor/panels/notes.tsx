import { memo } from 'react'
import type { ClauseLink, ClausePage, ReferView, StackingView } from '../state/clause-view.ts'
import { clauseHash } from '../state/location.ts'
import { useWords } from '../words/use-words.ts'
import { Branches, YamlLink } from './branches.tsx'
import { Mark } from './mark.tsx'

/** What goes beyond conditions and amount: what a person decides, what excludes what, what is unlocked. */
export const Notes = memo(function Notes({
  refer,
  stacking,
  opens,
  caseNumber,
}: Pick<ClausePage, 'refer' | 'stacking' | 'opens'> & { caseNumber: string | null }) {
  if (refer.length === 0 && !stacking && opens.length === 0) return null
  return (
    <div className="notes section">
      {refer.length > 0 && <Refer refer={refer} caseNumber={caseNumber} />}
      {stacking && <Stacking stacking={stacking} />}
      {opens.length > 0 && <Opens opens={opens} />}
    </div>
  )
})

function Refer({ refer, caseNumber }: { refer: readonly ReferView[]; caseNumber: string | null }) {
  const { t, w } = useWords()
  return (
    <section>
      <div className="section-head">
        <h2>{t('forAPerson')}</h2>
      </div>
      <ul className="note-list">
        {refer.map(({ code, title, when, tree, always, raised }) => (
          <li key={code}>
            <Mark shape="person" className={raised ? 'is-warning' : 'quiet'} />
            <span>
              {w(title)}
              <span className="note-why">
                {tree && tree.of.length > 1 ? (
                  <Branches node={tree} />
                ) : when ? (
                  t('referWhen', { when: w(when) })
                ) : (
                  !always && t('referWhenDue')
                )}
                {tree && (
                  <>
                    {' '}
                    <YamlLink file={tree.file} at={tree.path} />
                  </>
                )}
                {always && `${when ? '；' : ''}${t('referAlways')}`}
                {raised && caseNumber !== null && (
                  <span className="is-warning"> {t('referRaised', { n: caseNumber })}</span>
                )}
              </span>
            </span>
            <span className="code" title={code}>
              {code}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Stacking({ stacking }: { stacking: StackingView }) {
  const { t, w } = useWords()
  return (
    <section>
      <div className="section-head">
        <h2>{t('stacking')}</h2>
        <span>{w(stacking.title)}</span>
      </div>
      <ul className="note-list">
        <li>
          <Mark shape="equal" className="quiet" />
          <span>
            {t(stacking.pays === 'first' ? 'paysFirst' : 'paysHighest')}
            <span className="note-why">{w(stacking.because)}</span>
          </span>
        </li>
        <li>
          <span />
          <span>
            {stacking.others.length === 0 ? (
              <span className="quiet">{t('nobodyElse')}</span>
            ) : (
              <>
                <span className="soft">{t('stackedWith')}</span> <Links links={stacking.others} />
              </>
            )}
          </span>
        </li>
      </ul>
    </section>
  )
}

function Opens({ opens }: { opens: readonly ClauseLink[] }) {
  const { t } = useWords()
  return (
    <section>
      <div className="section-head">
        <h2>{t('opens')}</h2>
        <span>{t('opensHint')}</span>
      </div>
      <ul className="note-list">
        <li>
          <Mark shape="right" className="quiet" />
          <Links links={opens} />
        </li>
      </ul>
    </section>
  )
}

function Links({ links }: { links: readonly ClauseLink[] }) {
  const { w } = useWords()
  return (
    <span className="links">
      {links.map(({ id, title }) => (
        <a key={id} href={clauseHash(id)}>
          {w(title)}
        </a>
      ))}
    </span>
  )
}
