import { memo } from 'react'
import { useSignal } from '../state/use-signal.ts'
import type { ClausePage, ReckonedValue, StepView } from '../state/view.ts'
import { useWords } from '../words/use-words.ts'
import { ChangedWords } from './changed-words.tsx'
import { lights, lit, numbersText } from './light.ts'

/** The sum as it is reckoned, top to bottom, with the open case's numbers. */
export const Amount = memo(function Amount({
  values,
  steps,
  due,
  unit,
  per,
  caseNumber,
}: Pick<ClausePage, 'values' | 'steps' | 'due' | 'unit' | 'per'> & { caseNumber: string | null }) {
  const { t, w } = useWords()
  return (
    <section>
      <div className="section-head">
        <h2>{t(per === 'year' ? 'amountPerYear' : per === 'month' ? 'amountPerMonth' : 'amount')}</h2>
        {caseNumber !== null && <span>{t('withCase', { n: caseNumber })}</span>}
        {unit && <span className="end">{w(unit)}</span>}
      </div>
      {steps.length === 0 ? (
        <p className="quiet">{t('noAmount')}</p>
      ) : (
        <table className="steps">
          <tbody>
            {values.map((value) => (
              <ValueSteps key={value.title.en} value={value} />
            ))}
            {steps.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their place
              <StepRow key={index} step={step} />
            ))}
            {due.now && (
              <tr className="sum">
                <td />
                <td>{t('due')}</td>
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
          </tbody>
        </table>
      )}
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
  return (
    <tr className={step.moved || step.before ? 'hit' : ''} data-lit={isLit} {...lights(step.numbers)}>
      <td className="number">{numbersText(step.numbers)}</td>
      <td>
        <ChangedWords now={step.words} before={step.before} />
      </td>
      <td className="value">{step.now && w(step.now)}</td>
    </tr>
  )
})
