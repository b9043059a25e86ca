import { memo, useRef, useState } from 'react'
import { AnswerText } from '../fields/answer-text.tsx'
import { FactAnswer } from '../fields/fact-answer.tsx'
import { ask } from '../state/asking.ts'
import { go, place } from '../state/location.ts'
import {
  answer,
  applicant,
  askAgain,
  assumeUsual,
  clearApplicant,
  cleared,
  putBack,
  skip,
} from '../state/trial.ts'
import type { FactField, FieldGroup, TrialView } from '../state/trial-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { useTrialWords } from '../words/use-trial-words.ts'
import { Mark } from './mark.tsx'

/** What is known of the applicant: the next question first, then every fact that could change the result. */
export const TrialForm = memo(function TrialForm({ view }: { view: TrialView }) {
  const { t } = useTrialWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <section className="trial-form" tabIndex={0} aria-labelledby="applicant">
      <div className="trial-form-head">
        <h2 id="applicant">{t('applicant')}</h2>
        <ClearButton />
        <p>{t('applicantHint')}</p>
      </div>
      <Scope view={view} />
      <NextQuestion view={view} />
      {view.groups.map((group, index) => (
        <Group key={group.id} group={group} isFirst={index === 0} />
      ))}
    </section>
  )
})

function ClearButton() {
  const { t } = useTrialWords()
  const isEmpty = useSignal(applicant, ({ given }) => Object.keys(given).length === 0)
  const before = useSignal(cleared)
  if (before)
    return (
      <button type="button" className="button link end" onClick={putBack}>
        {t('putFactsBack')}
      </button>
    )
  return (
    <button type="button" className="button link end" disabled={isEmpty} onClick={clearApplicant}>
      {t('clearFacts')}
    </button>
  )
}

/** Which benefits are asked about, and what an empty field means. */
function Scope({ view }: { view: TrialView }) {
  const { t, w } = useTrialWords()
  const about = useSignal(place, (now) => (now.page === 'try' ? now.about : null))
  const assume = useSignal(applicant, (now) => now.assume)
  return (
    <div className="trial-scope">
      <label>
        <span>{t('askAbout')}</span>
        <select
          className="select-field"
          value={about ?? ''}
          onChange={({ target }) =>
            go({ page: 'try', policy: view.policy.id, about: target.value === '' ? null : target.value })
          }
        >
          <option value="">{t('everyBenefit')}</option>
          {view.provisions.map(({ id, title }) => (
            <option key={id} value={id}>
              {w(title)}
            </option>
          ))}
        </select>
      </label>
      <div className="trial-assume">
        <span id="left-empty">{t('leftEmpty')}</span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would show */}
        <span className="segments" role="group" aria-labelledby="left-empty">
          <button type="button" aria-pressed={!assume} onClick={() => assumeUsual(false)}>
            {t('leftUnknown')}
          </button>
          <button
            type="button"
            aria-pressed={assume}
            title={t('leftUsualHint')}
            onClick={() => assumeUsual(true)}
          >
            {t('leftUsual')}
          </button>
        </span>
      </div>
    </div>
  )
}

/** The question whose answer helps most, with what each answer leads to. */
function NextQuestion({ view }: { view: TrialView }) {
  const { t, w } = useTrialWords()
  const about = useSignal(place, (now) => (now.page === 'try' ? now.about : null))
  const skipped = useSignal(applicant, (now) => now.skipped.length)
  const { question, needsDay } = view
  if (!question && needsDay) return <DayQuestion />
  if (!question)
    return (
      <div className="next-question none">
        <p>
          <Mark shape="passing" className="is-passing" />{' '}
          {skipped > 0 ? t('allSkipped') : t(about === null ? 'noMoreQuestions' : 'noMoreQuestionsAbout')}
        </p>
        {skipped > 0 && (
          <button type="button" className="button link" onClick={askAgain}>
            {t('askSkippedAgain')}
          </button>
        )}
      </div>
    )
  const { field, answers, clause, clauses } = question
  return (
    <div className="next-question">
      <h3>
        <Mark shape="unknown" /> {t('nextQuestion')}
      </h3>
      <p className="why">
        {t('forClause', { title: w(clause.title) })}
        {clauses > 1 && <span> · {t('concerns', { n: clauses })}</span>}
      </p>
      <FactRow key={field.id} field={field} isQuestion />
      {answers.length > 0 && (
        <ul className="answers">
          {answers.map((words) => (
            <li key={words.en}>{w(words)}</li>
          ))}
        </ul>
      )}
      <button type="button" className="button link" onClick={() => skip(field.id)}>
        {t('skipQuestion')}
      </button>
    </div>
  )
}

/** Nothing but the day is left to ask: some values differ from a day on. */
function DayQuestion() {
  const { t } = useTrialWords()
  return (
    <div className="next-question">
      <h3>
        <Mark shape="unknown" /> {t('nextQuestion')}
      </h3>
      <p className="why">{t('dayIsOpen')}</p>
      <div className="fact-row" data-question="true">
        <span className="fact-title">{t('asOfDay')}</span>
        <AnswerText
          kind="date"
          given={undefined}
          label={t('asOfDay')}
          onGiven={(day) => day !== undefined && ask({ asOf: day })}
        />
      </div>
    </div>
  )
}

/** Facts of one provision. Those that would change nothing stand folded under the others. */
const Group = memo(function Group({ group, isFirst }: { group: FieldGroup; isFirst: boolean }) {
  const { t, w } = useTrialWords()
  const given = useSignal(applicant, (now) => now.given)
  const isGiven = ({ id }: FactField) => Object.hasOwn(given, id)
  const filled = group.fields.filter(isGiven).length
  const open = group.fields.filter((field) => field.matters && !isGiven(field)).length
  // What was opened stays open while it is filled in.
  const [chosen, setChosen] = useState<boolean | null>(null)
  const isOpen = chosen ?? (isFirst || filled > 0)
  // A field that is emptied does not go from under the hand.
  const touched = useRef(new Set<string>())
  for (const field of group.fields) if (isGiven(field)) touched.current.add(field.id)
  const shown = group.fields.filter(({ matters, id }) => matters || touched.current.has(id))
  const others = group.fields.filter((field) => !shown.includes(field))
  const title = group.title === null ? t('commonFacts') : w(group.title)
  return (
    <details
      className="trial-group"
      open={isOpen}
      onToggle={({ currentTarget }) => currentTarget.open !== isOpen && setChosen(currentTarget.open)}
    >
      <summary>
        <Mark shape="right" className="little" />
        <h3>{title}</h3>
        <span className="end quiet small">
          {filled > 0 && <span>{t('allFilled', { n: filled })}</span>}
          {open > 0 && <span>{t('openFacts', { n: open })}</span>}
        </span>
      </summary>
      {isOpen && shown.map((field) => <FactRow key={field.id} field={field} />)}
      {isOpen && others.length > 0 && <Others fields={others} />}
    </details>
  )
})

function Others({ fields }: { fields: readonly FactField[] }) {
  const { t } = useTrialWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <details
      className="other-facts"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <Mark shape="right" className="little" /> {t('moreFacts', { n: fields.length })}
      </summary>
      {isOpen && fields.map((field) => <FactRow key={field.id} field={field} />)}
    </details>
  )
}

/** Yes and no, none of a list, and the fields of a record are offered by the field itself. */
const hasOwnWay: ReadonlySet<string> = new Set(['boolean', 'record', 'list'])

/** A fact, its field, and what there is to say of it. */
const FactRow = memo(function FactRow({
  field,
  isQuestion = false,
}: {
  field: FactField
  isQuestion?: boolean
}) {
  const { t, w } = useTrialWords()
  const given = useSignal(applicant, (now) => now.given[field.id])
  const { shape, decidedBy, authority, refused, usual } = field
  const isWide = shape.kind === 'record' || shape.kind === 'list' || Array.isArray(given)
  const offered = usual && given === undefined && !hasOwnWay.has(shape.kind) ? usual : null
  return (
    <div className="fact-row" data-wide={isWide} data-given={given !== undefined} data-question={isQuestion}>
      <span className="fact-title">{w(field.title)}</span>
      <FactAnswer
        label={w(field.title)}
        shape={shape}
        given={given}
        onGiven={(value) => answer(field.id, value)}
      />
      {refused && (
        <p className="fact-note is-warning">
          <Mark shape="warning" className="little" /> {t('notTaken', { why: w(refused) })}
        </p>
      )}
      {given === undefined && decidedBy && (
        <p className="fact-note">
          {decidedBy.says
            ? t('decidedByClauseAs', { clause: w(decidedBy.title), says: w(decidedBy.says) })
            : t('decidedByClause', { clause: w(decidedBy.title) })}
        </p>
      )}
      {(authority || offered) && (
        <p className="fact-note">
          {authority && t('factAuthority', { who: w(authority) })}
          {offered && (
            <button
              type="button"
              className="button link small"
              onClick={() => answer(field.id, offered.given)}
            >
              {t('takeUsual', { value: w(offered.shown) })}
            </button>
          )}
        </p>
      )}
    </div>
  )
})
