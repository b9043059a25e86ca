import { memo, useContext } from 'react'
import { focusParameter } from '../fields/condition-actions.ts'
import type { ClausePage, OutputView, ReckonedValue, StepView } from '../state/clause-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { useWords } from '../words/use-words.ts'
import type { WordKey } from '../words/words.ts'
import { ChangedWords } from './changed-words.tsx'
import { dueKey } from './due.ts'
import { FieldsContext } from './fields-context.ts'
import { lights, lit, numbersText } from './light.ts'
import { isLong, Shown } from './shown.tsx'

type Reckoned = Pick<
  ClausePage,
  'kind' | 'pays' | 'hasAmount' | 'values' | 'steps' | 'due' | 'unit' | 'per' | 'outputs'
>

/** Whether there is anything that a clause reckons. */
export const isReckoned = ({ hasAmount, values, outputs }: Reckoned): boolean =>
  hasAmount || values.length > 0 || outputs.length > 0

function headOf({ kind, pays, hasAmount, per }: Reckoned): WordKey {
  if (kind === 'check') return 'reckoning'
  if (!hasAmount) return 'results'
  if (pays === 'points' || pays === 'ceiling') return pays
  return per === 'year' ? 'amountPerYear' : per === 'month' ? 'amountPerMonth' : 'amount'
}

/** The sum as it is reckoned, top to bottom, with the open case's numbers; then what else the clause gives. */
export const Amount = memo(function Amount({
  reckoned,
  caseNumber,
}: {
  reckoned: Reckoned
  caseNumber: string | null
}) {
  const { t, w } = useWords()
  const { pays, hasAmount, values, steps, due, unit } = reckoned
  const head = headOf(reckoned)
  // What was reckoned on the way under the same title is not said twice.
  const titles = new Set(values.map(({ title }) => title.en))
  const outputs = reckoned.outputs.filter(({ title }) => !titles.has(title.en))
  return (
    <section>
      <div className="section-head">
        <h2>{t(head as 'amount')}</h2>
        {pays === 'ceiling' && hasAmount && <span>{t('ceilingHint')}</span>}
        {caseNumber !== null && <span>{t('withCase', { n: caseNumber })}</span>}
        {unit && <span className="end">{w(unit)}</span>}
      </div>
      <table className="steps">
        <tbody>
          {values.map((value) => (
            <ValueSteps key={value.title.en} value={value} />
          ))}
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their place
            <StepRow key={index} step={step} />
          ))}
          {hasAmount && due.now && (
            <tr className="sum">
              <td />
              <td>{t(dueKey(pays))}</td>
              <td className="value">
                {due.saved && w(due.saved) !== w(due.now) ? (
                  <>
                    <del>{w(due.saved)}</del>
                    <ins>{w(due.now)}</ins>
                  </>
                ) : (
                  w(due.now)
                )}
              </td>
            </tr>
          )}
          {outputs.length > 0 && (hasAmount || values.length > 0) && (
            <tr className="part">
              <td />
              <th colSpan={2} scope="rowgroup">
                {t(hasAmount ? 'alsoGiven' : 'results')}
              </th>
            </tr>
          )}
          {outputs.map((output) => (
            <OutputRow key={output.name} output={output} withCase={caseNumber !== null} />
          ))}
        </tbody>
      </table>
    </section>
  )
})

/** A value reckoned on the way, under its title. */
function ValueSteps({ value }: { value: ReckonedValue }) {
  const { w } = useWords()
  return (
    <>
      <tr className="part">
        <td />
        <th colSpan={2} scope="rowgroup">
          {w(value.title)}
        </th>
      </tr>
      {value.steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their place
        <StepRow key={index} step={step} />
      ))}
    </>
  )
}

const StepRow = memo(function StepRow({ step }: { step: StepView }) {
  const { w } = useWords()
  const isLit = useSignal(lit, (number) => number !== null && step.numbers.includes(number))
  if (step.parts.length > 0) return step.parts.map((part) => <ValueSteps key={part.title.en} value={part} />)
  const hit = step.moved || step.before ? 'hit' : ''
  const long = isLong(step.now, w)
  return (
    <>
      <tr className={hit} data-lit={isLit} {...lights(step.numbers)}>
        <td className="number">{numbersText(step.numbers)}</td>
        <td colSpan={long ? 2 : 1}>
          <StepWords step={step} />
        </td>
        {!long && <td className="value">{step.now && <Shown value={step.now} />}</td>}
      </tr>
      {long && step.now && (
        <tr className={`below ${hit}`}>
          <td />
          <td colSpan={2}>
            <Shown value={step.now} />
          </td>
        </tr>
      )}
    </>
  )
})

/** A step that reads a parameter leads to its field. */
function StepWords({ step }: { step: StepView }) {
  const { t, w } = useWords()
  const names = useContext(FieldsContext)
  const words = <ChangedWords now={step.words} before={step.before} />
  const [field] = step.parameters.filter((name) => names.has(name))
  if (field === undefined) return words
  return (
    <button
      type="button"
      className="step-button"
      title={t('toField', { name: w(names.get(field) ?? step.words) })}
      onClick={() => focusParameter(field)}
    >
      {words}
    </button>
  )
}

/** What is given beside the amount; with a case that does not get it, said so. */
function OutputRow({ output, withCase }: { output: OutputView; withCase: boolean }) {
  const { t, w } = useWords()
  const { now, saved } = output
  const moved = now && saved && w(now.text) !== w(saved.text)
  const long = isLong(now, w)
  const value = now ? moved ? <ins>{<Shown value={now} />}</ins> : <Shown value={now} /> : null
  return (
    <>
      <tr className={moved ? 'hit' : ''}>
        <td />
        <td colSpan={long ? 2 : 1}>{w(output.title)}</td>
        {!long && (
          <td className="value">{value ?? (withCase && <span className="quiet">{t('notGiven')}</span>)}</td>
        )}
      </tr>
      {long && (
        <tr className={`below ${moved ? 'hit' : ''}`}>
          <td />
          <td colSpan={2}>{value}</td>
        </tr>
      )}
    </>
  )
}
