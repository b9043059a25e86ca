import '../styles/open-case.css'
import { Fragment } from 'react'
import type {
  ClausePage,
  OpenCase,
  OpenSection,
  OutputView,
  ShownValue,
  StepView,
} from '../state/clause-view.ts'
import { useWords } from '../words/use-words.ts'
import { dueKey } from './due.ts'
import { isLong, Shown } from './shown.tsx'

/** The calculation step by step, saved and now where the case is not as expected. */
export function Comparison({
  section,
  page,
  beside,
  head,
  heads,
}: {
  section: Pick<OpenSection, 'due' | 'values' | 'steps' | 'outputs'>
  page: Pick<ClausePage, 'kind' | 'pays' | 'hasAmount'>
  /** What the present result is shown beside; null: nothing. */
  beside: OpenCase['beside'] | null
  /** Over the values, where they are not of two texts. */
  head?: string
  /** Over both, where they are of two versions. */
  heads?: readonly [string, string]
}) {
  const { t, w } = useWords()
  const { due, values, steps } = section
  const isCheck = page.kind === 'check'
  const titles = new Set(values.map(({ title }) => title.en))
  const outputs = section.outputs.filter(({ title }) => !titles.has(title.en))
  const both = beside !== null && due.saved !== null
  if (steps.length === 0 && values.length === 0 && outputs.length === 0 && !isCheck) return null
  const columns = both ? 3 : 2
  return (
    <table className="compare">
      <thead>
        <tr>
          <th scope="col">{t('step')}</th>
          {both && <th scope="col">{heads?.[0] ?? t(beside === 'tested' ? 'asTested' : 'lastSaved')}</th>}
          <th scope="col">{heads?.[1] ?? head ?? t(both && beside === 'tested' ? 'asAsked' : 'now')}</th>
        </tr>
      </thead>
      <tbody>
        {values.map((value) => (
          <Fragment key={value.title.en}>
            <Heading words={w(value.title)} columns={columns} />
            <Steps steps={value.steps} both={both} />
          </Fragment>
        ))}
        <Steps steps={steps} both={both} />
      </tbody>
      {(page.hasAmount || isCheck) && due.now && (
        <tbody>
          <tr className="sum">
            <th scope="row">{t(isCheck ? 'check' : dueKey(page.pays))}</th>
            {both && <td>{due.saved && w(due.saved)}</td>}
            <td>{both && due.saved && w(due.saved) !== w(due.now) ? <ins>{w(due.now)}</ins> : w(due.now)}</td>
          </tr>
        </tbody>
      )}
      {outputs.length > 0 && (
        <tbody>
          {page.hasAmount && <Heading words={t('alsoGiven')} columns={columns} />}
          {outputs.map((output) => (
            <OutputRow key={output.name} output={output} both={both} />
          ))}
        </tbody>
      )}
    </table>
  )
}

function Heading({ words, columns }: { words: string; columns: number }) {
  return (
    <tr className="part">
      <th scope="rowgroup" colSpan={columns}>
        {words}
      </th>
    </tr>
  )
}

function Steps({ steps, both }: { steps: readonly StepView[]; both: boolean }) {
  const { t, w } = useWords()
  return steps.map((step, index) => {
    const moved = both && step.moved
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their place
      <Fragment key={index}>
        {step.parts.map((part) => (
          <Fragment key={part.title.en}>
            <Heading words={w(part.title)} columns={both ? 3 : 2} />
            <Steps steps={part.steps} both={both} />
          </Fragment>
        ))}
        {step.parts.length === 0 && (
          <ValueRow title={w(step.words)} now={step.now} saved={step.saved} both={both} hit={moved} />
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

function OutputRow({ output, both }: { output: OutputView; both: boolean }) {
  const { w } = useWords()
  const { title, now, saved } = output
  const hit = both && (now && w(now.text)) !== (saved && w(saved.text))
  return <ValueRow title={w(title)} now={now} saved={saved} both={both} hit={hit} />
}

/** A value beside what it was; one too long for its column stands under its title. */
function ValueRow({
  title,
  now,
  saved,
  both,
  hit,
}: {
  title: string
  now: ShownValue | null
  saved: ShownValue | null
  both: boolean
  hit: boolean
}) {
  const { t, w } = useWords()
  const differs = both && (now && w(now.text)) !== (saved && w(saved.text))
  const fresh = now && (differs ? <ins>{<Shown value={now} />}</ins> : <Shown value={now} />)
  const className = hit ? 'hit' : ''
  if (!isLong(now, w) && !(both && isLong(saved, w)))
    return (
      <tr className={className}>
        <th scope="row">{title}</th>
        {both && <td>{saved && <Shown value={saved} />}</td>}
        <td>{fresh}</td>
      </tr>
    )
  const columns = both ? 3 : 2
  return (
    <>
      <tr className={className}>
        <th scope="row" colSpan={columns}>
          {title}
        </th>
      </tr>
      {differs && saved && (
        <tr className={`below ${className}`}>
          <td colSpan={columns}>
            <span className="quiet">{t('lastSaved')}</span> <Shown value={saved} />
          </td>
        </tr>
      )}
      <tr className={`below ${className}`}>
        <td colSpan={columns}>
          {differs && <span className="quiet">{t('now')} </span>}
          {fresh}
        </td>
      </tr>
    </>
  )
}
