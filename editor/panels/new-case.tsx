import { useEffect, useRef, useState } from 'react'
import type { Words } from '../../engine/index.ts'
import { type CaseForm, caseForm } from '../state/case-form.ts'
import { go, place } from '../state/location.ts'
import { newFile } from '../state/store.ts'
import { useSignal } from '../state/use-signal.ts'
import { derivation, store } from '../state/workbench.ts'
import { useCaseFormWords } from '../words/use-case-form-words.ts'
import type { CaseKind, CaseProposal, PartProposal, WrittenFacts } from '../worker/case-drafts.ts'
import { FactInput } from './fact-input.tsx'

const kinds = {
  typical: 'kindTypical',
  boundary: 'kindBoundary',
  ineligible: 'kindIneligible',
  discretion: 'kindDiscretion',
  rounding: 'kindRounding',
  'effective-date': 'kindEffective',
} as const satisfies Record<CaseKind, string>

/** A case as a form: the facts that the clause looks at, and what comes out, for a person to confirm. */
export function NewCase({ form }: { form: CaseForm }) {
  const { t, w, language } = useCaseFormWords()
  const [title, setTitle] = useState(form.title)
  const [other, setOther] = useState('')
  const [kind, setKind] = useState<CaseKind>(form.kind)
  const [facts, setFacts] = useState(form.facts)
  const [parts, setParts] = useState(form.parts)
  const [why, setWhy] = useState<Words | null>(null)
  const first = useRef<HTMLInputElement>(null)
  const words = titleWords(title, other, language)
  const proposal = useProposal({
    clause: form.clause,
    title: words,
    kind,
    facts,
    parts,
    supposes: form.supposes,
  })
  useEffect(() => first.current?.focus(), [])
  const set = (name: string, text: string | null) =>
    setFacts(withFact(facts, name, text, proposal?.fields ?? []))
  const setInPart = (at: number, name: string, text: string | null) =>
    setParts(
      parts.map((part, index) =>
        index === at
          ? { ...part, facts: withFact(part.facts, name, text, proposal?.parts[at]?.fields ?? []) }
          : part,
      ),
    )
  const keep = async () => {
    if (!proposal || proposal.lines === '') return
    const { path, lines, id } = proposal
    if (!store.get().files.has(path)) store.add(newFile(path))
    const refused = await derivation.edit(path, [{ kind: 'case', lines }])
    setWhy(refused)
    if (refused) return
    caseForm.set(null)
    const now = place.get()
    if (now.page === 'clause') go({ ...now, case: id }, { replace: true })
  }
  return (
    <form
      className="new-case"
      aria-label={t('newCaseTitle')}
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) caseForm.set(null)
      }}
    >
      <h3>{t('newCaseTitle')}</h3>
      <label className="fact">
        <span className="what">{t('caseTitle')}</span>
        <span className="answer">
          <input
            ref={first}
            className="text-field"
            value={title}
            placeholder={t('caseTitleHint')}
            onChange={(event) => setTitle(event.target.value)}
          />
        </span>
      </label>
      <label className="fact">
        <span className="what">{t('caseTitleOther')}</span>
        <span className="answer">
          <input
            className="text-field"
            value={other}
            placeholder={t('caseTitleOtherHint')}
            onChange={(event) => setOther(event.target.value)}
          />
        </span>
      </label>
      {parts.length === 0 && <Kind kind={kind} onKind={setKind} />}
      {form.supposes && (
        <p className="quiet">
          {t('caseSupposes')} <span className="code">{form.supposes}</span>
        </p>
      )}
      <h4>
        {t(parts.length === 0 ? 'factsRead' : 'factsOfAll')}{' '}
        <span className="quiet">{t('factsReadHint')}</span>
      </h4>
      {proposal?.fields.map((field) => (
        <FactInput
          key={field.name}
          field={field}
          text={facts[field.name] ?? null}
          onText={(text) => set(field.name, text)}
        />
      ))}
      {proposal?.parts.map((part, at) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: one clause can stand in a case twice
          key={at}
          part={part}
          facts={parts[at]?.facts ?? {}}
          onFact={(name, text) => setInPart(at, name, text)}
        />
      ))}
      <Proposed proposal={proposal} />
      {why && <p className="is-warning">{t('cannotEdit', { why: w(why) })}</p>}
      <div className="actions">
        <button
          type="submit"
          className="button edge-accent"
          disabled={!proposal || proposal.lines === '' || title.trim() === ''}
        >
          {t('keepCase')}
        </button>
        <button type="button" className="button plain" onClick={() => caseForm.set(null)}>
          {t('giveUp')}
        </button>
      </div>
    </form>
  )
}

function Kind({ kind, onKind }: { kind: CaseKind; onKind: (kind: CaseKind) => void }) {
  const { t } = useCaseFormWords()
  return (
    <label className="fact">
      <span className="what">{t('caseKind')}</span>
      <span className="answer">
        <select
          className="text-field"
          value={kind}
          onChange={(event) => onKind(event.target.value as CaseKind)}
        >
          {Object.entries(kinds).map(([value, key]) => (
            <option key={value} value={value}>
              {t(key)}
            </option>
          ))}
        </select>
      </span>
    </label>
  )
}

/** One clause of a case over several: what it alone looks at, and what it comes to. */
function Part({
  part: { clause, title, fields, outcome, counts },
  facts,
  onFact,
}: {
  part: PartProposal
  facts: WrittenFacts
  onFact: (name: string, text: string | null) => void
}) {
  const { t, w } = useCaseFormWords()
  return (
    <div className="case-part">
      <h4>
        {w(title)} <span className="code">{clause}</span>{' '}
        {outcome && <b className={counts ? 'accent' : 'quiet'}>{w(outcome)}</b>}{' '}
        {outcome && !counts && <span className="quiet">{t('notAddedUp')}</span>}
      </h4>
      {fields.map((field) => (
        <FactInput
          key={field.name}
          field={field}
          text={facts[field.name] ?? null}
          onText={(text) => onFact(field.name, text)}
        />
      ))}
    </div>
  )
}

/** A fact given, or left out, in the order that the clause looks at them. */
function withFact(facts: WrittenFacts, name: string, text: string | null, fields: CaseProposal['fields']) {
  const { [name]: _, ...others } = facts
  if (text === null) return others
  const names = fields.map((field) => field.name)
  return Object.fromEntries(
    Object.entries({ ...others, [name]: text }).toSorted(([a], [b]) => names.indexOf(a) - names.indexOf(b)),
  )
}

/** One title is enough: it stands in both languages until somebody translates it. */
const titleWords = (title: string, other: string, language: 'zh' | 'en'): Words => {
  const [own, second] = [title.trim(), other.trim() || title.trim()]
  return language === 'zh' ? { zh: own, en: second } : { zh: second, en: own }
}

/** What the draft comes to by the texts as they stand; the last answer stays until the next is there. */
function useProposal(draft: Parameters<typeof derivation.draftCase>[0]): CaseProposal | null {
  const version = useSignal(derivation, (derived) => derived?.version)
  const [proposal, setProposal] = useState<CaseProposal | null>(null)
  const asked = JSON.stringify(draft)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the draft or the texts are others
  useEffect(() => {
    let wanted = true
    void derivation.draftCase(draft).then((answer) => {
      if (wanted) setProposal(answer)
    })
    return () => {
      wanted = false
    }
  }, [asked, version])
  return proposal
}

function Proposed({ proposal }: { proposal: CaseProposal | null }) {
  const { t, w } = useCaseFormWords()
  if (!proposal) return null
  const { problems, outcome, results, derivation: reckoned, path, id } = proposal
  return (
    <div className="proposed" aria-live="polite">
      <h4>
        {t('proposed')} {outcome && <b className="accent">{w(outcome)}</b>}
      </h4>
      {problems.map((problem) => (
        <p key={problem.en} className="is-warning">
          {w(problem)}
        </p>
      ))}
      {results.map(({ title, value }) => (
        <p key={title.en + value.en}>
          <span className="quiet">{w(title)}</span> {w(value)}
        </p>
      ))}
      {reckoned && <p className="quiet">{t('derivation', { text: w(reckoned) })}</p>}
      {outcome && (
        <>
          <p>{t('proposedHint')}</p>
          <p className="quiet">
            <span className="code">{id}</span> {t('fileOfCase', { path })}
          </p>
        </>
      )}
    </div>
  )
}
