import { Fragment, memo } from 'react'
import { useSignal } from '../state/use-signal.ts'
import type { CaseRow, ConditionView, FactView, OpenCase, StepView } from '../state/view.ts'
import { derivation, showInYaml } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'

/** One case: what is known of the applicant, the calculation saved and now, and where it moved. */
export const OpenCaseView = memo(function OpenCaseView({ row }: { row: CaseRow }) {
  const { t, w } = useWords()
  const open = useSignal(derivation, (derived) => derived?.page?.open ?? null)
  if (!open || open.key !== row.key) return null
  return (
    <div className="open-case">
      <Facts facts={open.facts} />
      {open.conditions.length > 0 && <Unmet conditions={open.conditions} />}
      {(open.steps.length > 0 || open.values.length > 0) && (
        <Comparison open={open} failing={row.cause !== 'passing'} />
      )}
      {row.cause === 'unexplained' && open.differences.length > 0 && (
        <ul className="differences">
          {open.differences.map(({ words }) => (
            <li key={words.en}>
              <Mark shape="unexplained" className="little is-unexplained" />
              <span>{w(words)}</span>
            </li>
          ))}
        </ul>
      )}
      {open.derivation && <p className="derivation">{t('derivation', { text: w(open.derivation) })}</p>}
      <div className="actions">
        <button type="button" className="button plain" onClick={() => showInYaml(row.place)}>
          {t('showInYaml')}
        </button>
      </div>
    </div>
  )
})

/** What was given, short ones two in a row, then the long ones; last what was assumed for want of it. */
const Facts = memo(function Facts({ facts }: { facts: readonly FactView[] }) {
  const { t, w, language } = useWords()
  const limit = language === 'zh' ? 13 : 20
  const isLong = ({ title, value, assumed }: FactView) => assumed || w(title).length + w(value).length > limit
  const rank = (fact: FactView) => (fact.assumed ? 2 : isLong(fact) ? 1 : 0)
  const short = facts.filter((fact) => !isLong(fact))
  // One left over would stand beside nothing.
  const alone = short.length % 2 === 1 ? short.at(-1) : undefined
  return (
    <dl className="facts" aria-label={t('facts')}>
      {facts
        .toSorted((a, b) => rank(a) - rank(b))
        .map((fact) => (
          <div key={fact.title.en} className={isLong(fact) || fact === alone ? 'long' : ''}>
            <dt>
              {w(fact.title)}
              {fact.assumed && t('assumed')}
            </dt>
            <dd>{w(fact.value)}</dd>
          </div>
        ))}
    </dl>
  )
})

function Unmet({ conditions }: { conditions: readonly ConditionView[] }) {
  const { t, w } = useWords()
  return (
    <>
      <h4 className="small quiet unmet-head">{t('conditionsNotMet')}</h4>
      <ul className="unmet">
        {conditions.map((condition) => (
          <li key={condition.code}>
            <Mark shape={condition.holds === null ? 'unknown' : 'none'} className="little" />
            <span>
              {w(condition.words)}
              <br />
              <span className="given">{condition.given && w(condition.given)}</span>
            </span>
            <span className="code">{condition.code}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Comparison({ open, failing }: { open: OpenCase; failing: boolean }) {
  const { t, w } = useWords()
  const { due } = open
  const both = failing && due.saved !== null
  return (
    <table className="compare">
      <thead>
        <tr>
          <th scope="col">{t('step')}</th>
          {both && <th scope="col">{t('lastSaved')}</th>}
          <th scope="col">{t('now')}</th>
        </tr>
      </thead>
      <tbody>
        {open.values.map((value) => (
          <Fragment key={value.title.en}>
            <tr className="part">
              <th scope="rowgroup" colSpan={both ? 3 : 2}>
                {w(value.title)}
              </th>
            </tr>
            <Steps steps={value.steps} both={both} />
          </Fragment>
        ))}
        <Steps steps={open.steps} both={both} />
      </tbody>
      <tfoot>
        <tr className="sum">
          <th scope="row">{t('due')}</th>
          {both && <td>{due.saved && w(due.saved)}</td>}
          <td>
            {due.now &&
              (both && due.saved && w(due.saved) !== w(due.now) ? <ins>{w(due.now)}</ins> : w(due.now))}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

function Steps({ steps, both }: { steps: readonly StepView[]; both: boolean }) {
  const { t, w } = useWords()
  return steps.map((step, index) => {
    const differs = both && step.now?.zh !== step.saved?.zh
    const moved = both && step.moved
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their place
      <Fragment key={index}>
        {step.parts.map((part) => (
          <Fragment key={part.title.en}>
            <tr className="part">
              <th scope="rowgroup" colSpan={both ? 3 : 2}>
                {w(part.title)}
              </th>
            </tr>
            <Steps steps={part.steps} both={both} />
          </Fragment>
        ))}
        {step.parts.length === 0 && (
          <tr className={moved ? 'hit' : ''}>
            <th scope="row">{w(step.words)}</th>
            {both && <td>{step.saved && w(step.saved)}</td>}
            <td>{step.now && (differs ? <ins>{w(step.now)}</ins> : w(step.now))}</td>
          </tr>
        )}
        {moved && step.note && (
          <tr className="tip hit">
            <td colSpan={3}>{t('movedHere', { why: w(step.note) })}</td>
          </tr>
        )}
      </Fragment>
    )
  })
}
