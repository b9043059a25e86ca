import { useState } from 'react'
import type { Words } from '../../engine/index.ts'
import type { EffectView, StretchView, WitnessView } from '../state/review-view.ts'
import type { Compared } from '../state/reviewing.ts'
import { newFile } from '../state/store.ts'
import { derivation, store } from '../state/workbench.ts'
import { useReviewWords } from '../words/use-review-words.ts'
import { Comparison } from './comparison.tsx'
import { Mark } from './mark.tsx'

/** The simplest applicant that is decided otherwise, by both versions. */
export function Witness({ effect, view }: { effect: EffectView; view: Compared }) {
  const { t, w } = useReviewWords()
  const { witness, under } = effect
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('witness')}</h2>
        <span>{under === null ? t('witnessHint') : t('witnessUnder', { name: under })}</span>
      </div>
      {!witness ? (
        <p className="soft">{t(effect.nobody ? 'nobodyProven' : 'noWitness')}</p>
      ) : (
        <>
          <ul className="witness-facts">
            {witness.facts.map((fact) => (
              <li key={fact.title.en}>
                <span className="soft">{w(fact.title)}</span>{' '}
                {fact.moved ? <b>{w(fact.value)}</b> : <span>{w(fact.value)}</span>}
              </li>
            ))}
          </ul>
          {witness.section && (
            <Comparison
              section={witness.section}
              page={witness.page}
              beside="saved"
              heads={[versionName(view.before, t('oldVersion')), versionName(view.after, t('newVersion'))]}
            />
          )}
          {!isReckoned(witness) && (
            <table className="outcomes">
              <tbody>
                <tr>
                  <th scope="row">{t('oldVersion')}</th>
                  <td>{w(witness.before)}</td>
                </tr>
                <tr>
                  <th scope="row">{t('newVersion')}</th>
                  <td>
                    <ins>{w(witness.after)}</ins> {witness.change && <b>{w(witness.change)}</b>}
                  </td>
                </tr>
              </tbody>
            </table>
          )}
          <p className="witness-foot">
            {witness.entry && <Keep entry={witness.entry} isAtHand={view.after.name === 'now'} />}
            {isReckoned(witness) && witness.change && <b className="is-explained">{w(witness.change)}</b>}
          </p>
        </>
      )}
    </section>
  )
}

/** Keeps the witness as a case: an edit, unsaved as any other; of another version its lines are copied. */
function Keep({ entry, isAtHand }: { entry: NonNullable<WitnessView['entry']>; isAtHand: boolean }) {
  const { t, w } = useReviewWords()
  const [done, setDone] = useState<string | null>(null)
  const [why, setWhy] = useState<Words | null>(null)
  const keep = async () => {
    if (!isAtHand) await navigator.clipboard.writeText(entry.lines)
    else {
      if (!store.get().files.has(entry.path)) store.add(newFile(entry.path))
      const refused = await derivation.edit(entry.path, [{ kind: 'case', lines: entry.lines }])
      setWhy(refused)
      if (refused) return
    }
    setDone(entry.id)
  }
  return (
    <>
      <button type="button" className="button" disabled={done !== null} onClick={() => void keep()}>
        {t(isAtHand ? 'keepAsCase' : 'copyCase')}
      </button>
      <span role="status" className="small">
        {why ? w(why) : done !== null && (isAtHand ? t('keptAsCase', { id: done }) : t('caseCopied'))}
      </span>
    </>
  )
}

/** Both calculations say already what each comes to. */
const isReckoned = ({ section, page }: WitnessView): boolean =>
  section !== null &&
  page.hasAmount &&
  section.due.now !== null &&
  section.due.saved !== null &&
  section.steps.length > 0

/** The version that the policies name, where all name one and both sides differ; else which side it is. */
function versionName({ policies }: Compared['before'], side: string): string {
  const names = new Set(policies.map(({ version }) => version))
  return names.size === 1 ? `${side} ${[...names][0]}` : side
}

/** Whom it concerns, how much, and what is proven to stay. */
export function Region({ effect }: { effect: EffectView }) {
  const { t, w } = useReviewWords()
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('region')}</h2>
        {effect.open === null && <span>{t('regionHint')}</span>}
      </div>
      <ul className="review-effects">
        {effect.nobody && (
          <li>
            <Mark shape="passing" className="is-passing" />
            <span>{t('nobodyProven')}</span>
          </li>
        )}
        {effect.region && (
          <li>
            <Mark shape="explained" className="is-explained" />
            <span>
              {w(effect.region)}
              {effect.most && (
                <>
                  <br />
                  <b>{w(effect.most)}</b>
                </>
              )}
            </span>
          </li>
        )}
        {effect.unchanged.length > 0 && (
          <li>
            <Mark shape="passing" className="is-passing" />
            <span>
              <b className="is-passing">{t('unchangedProven')}</b>
              <ul>
                {effect.unchanged.map((one) => (
                  <li key={one.en}>{w(one)}</li>
                ))}
              </ul>
            </span>
          </li>
        )}
        {effect.open && (
          <li>
            <Mark shape="warning" className="is-warning" />
            <span>{w(effect.open)}</span>
          </li>
        )}
      </ul>
      {effect.stretches && <Strip title={w(effect.stretches.title)} all={effect.stretches.all} />}
    </section>
  )
}

/** The values of one fact in order, not to scale: where nothing changes, where it grows, where it stays. */
function Strip({ title, all }: { title: string; all: readonly StretchView[] }) {
  const { t, w } = useReviewWords()
  const said = (one: StretchView) =>
    one.state === 'same' ? t('stretchSame') : one.change ? w(one.change) : t('stretchGrows')
  return (
    <figure className="strip">
      <figcaption className="small soft">{t('stretchesOf', { fact: title })}</figcaption>
      <ol>
        {all.map((one) => (
          <li key={one.words.en} data-state={one.state}>
            <i aria-hidden="true" />
            <span className="small">{said(one)}</span>
            <span className="small soft">{w(one.words)}</span>
          </li>
        ))}
      </ol>
    </figure>
  )
}
