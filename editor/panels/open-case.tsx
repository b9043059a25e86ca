import '../styles/open-case.css'
import { lazy, memo, Suspense, useState } from 'react'
import type { ClausePage, ConditionView, FactView, OpenCase, OpenSection } from '../state/clause-view.ts'
import { useSignal } from '../state/use-signal.ts'
import type { CaseRow } from '../state/view.ts'
import { derivation } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { CaseActions } from './case-actions.tsx'
import { Comparison } from './comparison.tsx'
import { Mark } from './mark.tsx'
import { Parts } from './parts.tsx'
import { Shown, widthOf } from './shown.tsx'

const WouldChangeView = lazy(async () => ({
  default: (await import('./would-change.tsx')).WouldChangeView,
}))

/** One case: what is known of the applicant, the calculation saved and now, and where it moved. */
export const OpenCaseView = memo(function OpenCaseView({ row }: { row: CaseRow }) {
  const { t, w } = useWords()
  const page = useSignal(derivation, (derived) => derived?.page ?? null)
  const [whole, setWhole] = useState(false)
  const [ways, setWays] = useState(false)
  const open = page?.open
  if (!page || !open || open.key !== row.key) return null
  const beside = row.cause !== 'passing' || row.moved ? open.beside : null
  const isUnmet = open.sections.some(({ conditions }) => conditions.length > 0)
  return (
    <div className="open-case">
      {open.parts.length > 0 && <Parts open={open} here={page.id} />}
      {open.sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: told apart by their place
        <div key={index} className="open-section">
          {open.sections.length > 1 && <h4>{t('partNumber', { n: index + 1 })}</h4>}
          <Section section={section} page={page} beside={beside} whole={whole} />
        </div>
      ))}
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
      {ways && (
        <Suspense fallback={<p className="would-change quiet">{t('working')}</p>}>
          <WouldChangeView caseKey={row.key} clause={page.id} />
        </Suspense>
      )}
      <CaseActions
        row={row}
        more={
          <>
            <button
              type="button"
              className="button plain"
              aria-expanded={whole}
              onClick={() => setWhole(!whole)}
            >
              {t(whole ? 'stepsLess' : 'stepByStep')}
            </button>
            <button
              type="button"
              className="button plain"
              aria-expanded={ways}
              onClick={() => setWays(!ways)}
            >
              {t(isUnmet ? 'whatWouldGrant' : 'whatWouldPayMore')}
            </button>
          </>
        }
      />
    </div>
  )
})

function Section({
  section,
  page,
  beside,
  whole,
}: {
  section: OpenSection
  page: ClausePage
  beside: OpenCase['beside'] | null
  whole: boolean
}) {
  const { t } = useWords()
  return (
    <>
      <Facts facts={section.facts} />
      {section.conditions.length > 0 && (
        <Conditions title={t('conditionsNotMet')} conditions={section.conditions} />
      )}
      {whole && section.met.length > 0 && (
        <Conditions title={t('conditionsOneByOne')} conditions={section.met} />
      )}
      <Comparison section={section} page={page} beside={beside} />
      {section.refer.length > 0 && <Raised section={section} />}
    </>
  )
}

/** What was given, then what was assumed for want of it. */
const Facts = memo(function Facts({ facts }: { facts: readonly FactView[] }) {
  const { t } = useWords()
  const assumed = facts.filter((fact) => fact.assumed)
  return (
    <>
      <FactList facts={facts.filter((fact) => !fact.assumed)} label={t('facts')} />
      {assumed.length > 0 && (
        <>
          <h4 className="facts-head">{t('assumed')}</h4>
          <FactList facts={assumed} label={t('assumed')} />
        </>
      )}
    </>
  )
})

/** What fits into half a line of the panel, and into a whole one. */
const oneOfTwo = 24
const wholeLine = 46

/** Short ones two in a row, then the long ones. */
function FactList({ facts, label }: { facts: readonly FactView[]; label: string }) {
  const { w } = useWords()
  const width = ({ title, value }: FactView) => widthOf(w(title)) + widthOf(w(value.text))
  const isWide = (fact: FactView) => fact.value.rows !== null || width(fact) > oneOfTwo
  const isTall = (fact: FactView) => fact.value.rows !== null || width(fact) > wholeLine
  const short = facts.filter((fact) => !isWide(fact))
  // One left over would stand beside nothing.
  const alone = short.length % 2 === 1 ? short.at(-1) : undefined
  return (
    <dl className="facts" aria-label={label}>
      {[...short, ...facts.filter(isWide)].map((fact) => (
        <div
          key={fact.title.en}
          className={`${isWide(fact) || fact === alone ? 'long' : ''} ${isTall(fact) ? 'tall' : ''}`}
        >
          <dt>{w(fact.title)}</dt>
          <dd>
            <Shown value={fact.value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Conditions with what the case brings to them. */
function Conditions({ title, conditions }: { title: string; conditions: readonly ConditionView[] }) {
  const { t, w } = useWords()
  return (
    <>
      <h4 className="small quiet unmet-head">{title}</h4>
      <ul className="unmet">
        {conditions.map((condition) => (
          <li key={condition.code}>
            {condition.holds === true ? (
              <Mark shape="passing" label={t('holds')} className="little is-passing" />
            ) : (
              <Mark shape={condition.holds === null ? 'unknown' : 'none'} className="little" />
            )}
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

/** What the case leaves to a person. */
function Raised({ section }: { section: OpenSection }) {
  const { t, w } = useWords()
  return (
    <ul className="raised" aria-label={t('forAPerson')}>
      {section.refer.map((title) => (
        <li key={title.en}>
          <Mark shape="person" className="is-warning" />
          <span>
            <span className="title">{t('forAPerson')}</span> {w(title)}
          </span>
        </li>
      ))}
    </ul>
  )
}
