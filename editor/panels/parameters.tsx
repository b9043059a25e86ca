import { Fragment, memo, useContext, useState } from 'react'
import type { Words } from '../../engine/index.ts'
import { NewValue } from '../fields/new-value.tsx'
import { Timeline, TimelineYears, yearsOf } from '../fields/timeline.tsx'
import { ValueControl } from '../fields/value-control.tsx'
import { refusal, removeValue } from '../fields/value-edits.ts'
import type { ParameterGroup, ParameterView, ValueView } from '../state/clause-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { useWords } from '../words/use-words.ts'
import { lights, lit, numbersText } from './light.ts'
import { TextPlacesContext } from './text-places.ts'

/** The clause's values as a form over the text: a field edits one scalar, a new value adds one line. */
export const Parameters = memo(function Parameters({ groups }: { groups: readonly ParameterGroup[] }) {
  const { t, w } = useWords()
  const refused = useSignal(refusal)
  const years = yearsOf(groups.flatMap(({ parameters }) => parameters))
  if (groups.length === 0) return null
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('parameters')}</h2>
        <span>{t('parametersHint')}</span>
      </div>
      {refused && (
        <p className="is-warning" role="alert">
          {t('cannotEdit', { why: w(refused) })}
        </p>
      )}
      <table className="parameters">
        <thead>
          <tr>
            <th scope="col" className="name-column">
              {t('name')}
            </th>
            <th scope="col">{t('valueInForce')}</th>
            <th scope="col" className="history">
              {years ? <TimelineYears years={years} /> : t('history')}
            </th>
            <th scope="col" className="add-column">
              <span className="unseen">{t('addFrom')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: groups have no name of their own
            <Fragment key={index}>
              {group.table && (
                <tr className="table-title">
                  <th colSpan={4} scope="colgroup">
                    <span className="name">
                      <span className="number">{numbersText(group.numbers)}</span>
                      {w(group.table)}
                    </span>
                  </th>
                </tr>
              )}
              {group.parameters.map((parameter) => (
                <ParameterRows
                  key={parameter.name}
                  parameter={parameter}
                  inTable={group.table !== null}
                  numbered={group.numbers.length === 0}
                  years={years}
                />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
})

const ParameterRows = memo(function ParameterRows({
  parameter,
  inTable,
  numbered,
  years,
}: {
  parameter: ParameterView
  inTable: boolean
  numbered: boolean
  years: readonly number[] | null
}) {
  const { t, w } = useWords()
  const [adding, setAdding] = useState(false)
  const isLit = useSignal(lit, (number) => number !== null && parameter.numbers.includes(number))
  const name = w(parameter.title)
  const canAdd = parameter.kind !== 'list' && parameter.kind !== 'text'
  return (
    <>
      {parameter.redacted && (
        <tr className={inTable ? 'in-table' : ''} data-lit={isLit} {...lights(parameter.numbers)}>
          <th scope="row">
            <ParameterName parameter={parameter} numbered={numbered} />
          </th>
          <td colSpan={3}>
            <Redacted fact={parameter.redacted} />
          </td>
        </tr>
      )}
      {parameter.values.map((value, index) => {
        const followed = adding || parameter.stated !== null || parameter.notInQuote !== null
        const last = index === parameter.values.length - 1 && !followed
        const line = last ? '' : 'no-line'
        const changed = value.before !== null || value.added
        const alone = parameter.values.length === 1
        return (
          <tr
            key={value.from ?? 'undated'}
            data-parameter={parameter.name}
            className={`${changed && alone ? 'hit' : ''} ${parameter.edited ? 'edited' : ''} ${inTable ? 'in-table' : ''}`}
            data-lit={isLit}
            {...lights(parameter.numbers)}
          >
            {index === 0 && (
              <th scope="rowgroup" rowSpan={parameter.values.length} className={followed ? 'no-line' : ''}>
                <ParameterName parameter={parameter} numbered={numbered} />
              </th>
            )}
            <td className={`${line} ${changed && !alone ? 'hit-cell' : ''}`}>
              <ValueLine parameter={parameter} value={value} name={name} />
            </td>
            {index === 0 && (
              <td className={`history ${followed ? 'no-line' : ''}`} rowSpan={parameter.values.length}>
                {parameter.kind !== 'list' && <Timeline parameter={parameter} years={years} />}
              </td>
            )}
            <td className={`right ${line}`}>
              {index === parameter.values.length - 1 && canAdd && !adding && (
                <button
                  type="button"
                  className="button add-from"
                  aria-label={t('addFromFor', { name })}
                  onClick={() => setAdding(true)}
                >
                  {t('addFrom')}
                </button>
              )}
            </td>
          </tr>
        )
      })}
      {(parameter.stated || parameter.notInQuote) && !adding && <Why parameter={parameter} />}
      {adding && (
        <tr>
          <td />
          <td colSpan={3}>
            <NewValue parameter={parameter} onDone={() => setAdding(false)} />
          </td>
        </tr>
      )}
    </>
  )
})

/** Why a value is only stated, or is no number of the words it quotes. */
function Why({ parameter: { stated, notInQuote } }: { parameter: ParameterView }) {
  const { t, w } = useWords()
  return (
    <tr className="why-row">
      <td colSpan={4}>
        {stated && <span>{t('onlyStated', { why: w(stated) })}</span>}
        {notInQuote && <span>{t('notInQuote', { why: w(notInQuote) })}</span>}
      </td>
    </tr>
  )
}

/** Nobody can type what the text hides: a fact supplies it. */
function Redacted({ fact }: { fact: Words }) {
  const { t, w } = useWords()
  return (
    <span className="redacted">
      <b>{t('redacted')}</b> <span className="soft">{t('redactedBy', { fact: w(fact) })}</span>
    </span>
  )
}

function ParameterName({ parameter, numbered }: { parameter: ParameterView; numbered: boolean }) {
  const { t, w } = useWords()
  return (
    <span className="name">
      <span className="number">{numbered ? numbersText(parameter.numbers) : ''}</span>
      <ParameterTitle parameter={parameter} />
      {parameter.owner && <span className="owner">{t('sharedBy', { owner: w(parameter.owner) })}</span>}
      {parameter.readAt && <span className="owner">{t('readAt', { date: w(parameter.readAt) })}</span>}
    </span>
  )
}

/** Beside the text, the name leads to the words it is taken from. */
function ParameterTitle({ parameter }: { parameter: ParameterView }) {
  const { t, w } = useWords()
  const places = useContext(TextPlacesContext)
  const title = w(parameter.title)
  if (!places?.has(parameter.name)) return title
  return (
    <button
      type="button"
      className="title-button"
      aria-pressed={places.chosen === parameter.name}
      title={t('showInText', { name: title })}
      onClick={() => places.show(parameter.name)}
    >
      {title}
    </button>
  )
}

function ValueLine({ parameter, value, name }: { parameter: ParameterView; value: ValueView; name: string }) {
  const { t, w } = useWords()
  const since = value.from === null ? t('fromTheStart') : t('from', { date: value.from })
  return (
    <span className="value-line">
      <ValueControl parameter={parameter} value={value} label={t('valueOf', { name, since })} />
      <span className="since">
        {value.before === null ? since : t('was', { value: w(value.before.shown) })}
        {value.before !== null && value.from !== null && <> · {since}</>}
        {value.added && <> · {t('newLine')}</>}
      </span>
      {value.added && (
        <button
          type="button"
          className="button link small"
          aria-label={t('removeValue', { name, date: value.from ?? '' })}
          onClick={() => void removeValue(value)}
        >
          {t('remove')}
        </button>
      )}
    </span>
  )
}
