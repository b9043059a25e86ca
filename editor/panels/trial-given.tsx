import { grouped } from '../fields/typed.ts'
import { applicant } from '../state/trial.ts'
import type { FieldShape, Given, TrialView } from '../state/trial-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { type TrialSpeaker, useTrialWords } from '../words/use-trial-words.ts'

/** The facts that were entered: a sheet says what it rests on. */
export function TrialGiven({ view }: { view: TrialView }) {
  const speaker = useTrialWords()
  const { t, w } = speaker
  const given = useSignal(applicant, (now) => now.given)
  const known = view.entered.filter(({ id }) => Object.hasOwn(given, id))
  if (known.length === 0) return null
  return (
    <section className="sheet-facts">
      <h2>{t('headGiven')}</h2>
      <dl>
        {known.map(({ id, title, shape, refused }) => (
          <div key={id}>
            <dt>{w(title)}</dt>
            <dd>
              {refused ? (
                <del>{shownGiven(given[id] as Given, shape, speaker)}</del>
              ) : (
                shownGiven(given[id] as Given, shape, speaker)
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** What was entered, as it is read. */
export function shownGiven(given: Given, shape: FieldShape, speaker: TrialSpeaker): string {
  const { t, w, language } = speaker
  const comma = language === 'zh' ? '、' : ', '
  if (Array.isArray(given)) {
    const of: FieldShape = shape.series ? { ...shape, series: false } : (shape.of ?? shape)
    if (given.length === 0) return t('noneOfThem')
    return (given as readonly Given[])
      .map((entry) => {
        if (!shape.series) return shownGiven(entry, of, speaker)
        const { from, value } = entry as Readonly<Record<string, Given>>
        return `${t('fromDay')} ${from} ${value === undefined ? '' : shownGiven(value, of, speaker)}`
      })
      .join(comma)
  }
  if (typeof given === 'object')
    return shape.fields
      .flatMap(({ key, title, shape: of }) => {
        const value = (given as Readonly<Record<string, Given>>)[key]
        return value === undefined ? [] : [`${w(title)} ${shownGiven(value, of, speaker)}`]
      })
      .join(comma)
  if (shape.kind === 'boolean') return t(given === 'true' ? 'yes' : 'no')
  if (shape.kind === 'category') {
    const option = shape.options.find(({ value }) => value === given)
    return option ? w(option.title) : given
  }
  if (shape.kind === 'number' || shape.kind === 'rate')
    return `${grouped(given)}${shape.unit ? ` ${w(shape.unit)}` : ''}`
  return given
}
