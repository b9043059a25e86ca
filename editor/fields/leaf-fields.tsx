import { useEffect, useState } from 'react'
import {
  type ComparedWith,
  type ComparisonChoices,
  type FactChoice,
  type Leaf,
  takesSeveral,
} from '../state/condition-view.ts'
import { derivation } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { FactBox } from './fact-box.tsx'
import { LiteralField } from './literal-field.tsx'

/** A comparison on the way: what is not yet chosen is null. */
export interface LeafDraft {
  readonly fact: string | null
  readonly path: string | null
  readonly operator: string | null
  readonly value: ComparedWith | null
}

export const emptyLeaf: LeafDraft = { fact: null, path: null, operator: null, value: null }

/** The comparison, where all of it is chosen. */
export const wholeLeaf = ({ fact, path, operator, value }: LeafDraft): Leaf | null =>
  fact !== null && operator !== null && value !== null ? { fact, path, operator, value } : null

/** The fields of one comparison: what is looked at, how, and against what. */
export function LeafFields({
  clause,
  leaf,
  onLeaf,
  autoFocus,
}: {
  clause: string
  leaf: LeafDraft
  /** `visit` is one for each time the value's field is entered: what is typed there is one step. */
  onLeaf: (leaf: LeafDraft, visit: number | null) => void
  autoFocus?: boolean
}) {
  const { t, w } = useWords()
  const [facts, setFacts] = useState<readonly FactChoice[]>([])
  const [choices, setChoices] = useState<ComparisonChoices | null>(null)
  const { fact, path } = leaf

  useEffect(() => {
    let isHere = true
    void derivation.choices.facts(clause).then((all) => isHere && setFacts(all))
    return () => {
      isHere = false
    }
  }, [clause])

  useEffect(() => {
    let isHere = true
    if (fact !== null)
      void derivation.choices.comparison(clause, fact, path).then((found) => isHere && setChoices(found))
    return () => {
      isHere = false
    }
  }, [clause, fact, path])

  const choose = async (choice: FactChoice) => {
    const next = await derivation.choices.comparison(clause, choice.fact, choice.path)
    setChoices(next)
    onLeaf(next ? fitted({ ...leaf, fact: choice.fact, path: choice.path }, next) : leaf, null)
  }

  const isStatement = choices?.kind === 'boolean' && !(leaf.value && 'name' in leaf.value)
  return (
    <div className="leaf-fields">
      <FactBox
        choices={facts}
        value={fact === null ? null : { fact, path }}
        onChoice={(choice) => void choose(choice)}
        {...(autoFocus !== undefined && { autoFocus })}
      />
      {choices && isStatement && <StatementField leaf={leaf} onLeaf={onLeaf} />}
      {choices && !isStatement && (
        <>
          <select
            className="select-field"
            aria-label={t('operatorAsked')}
            value={leaf.operator ?? ''}
            onChange={(event) => onLeaf(fitted({ ...leaf, operator: event.target.value }, choices), null)}
          >
            {choices.operators.map(({ name, words }) => (
              <option key={name} value={name}>
                {w(words)}
              </option>
            ))}
          </select>
          <ValueChoice leaf={leaf} choices={choices} onLeaf={onLeaf} />
        </>
      )}
    </div>
  )
}

/** What no longer fits after a choice is left open, or takes the only thing it can be. */
function fitted(leaf: LeafDraft, choices: ComparisonChoices): LeafDraft {
  const known = choices.operators.some(({ name }) => name === leaf.operator)
  const operator = known ? leaf.operator : (choices.operators[0]?.name ?? null)
  return { ...leaf, operator, value: operator === null ? null : fittedValue(leaf.value, operator, choices) }
}

function fittedValue(
  value: ComparedWith | null,
  operator: string,
  choices: ComparisonChoices,
): ComparedWith | null {
  const { kind, options, operands } = choices
  if (value && 'name' in value) {
    const fits = operands.some(
      (one) =>
        one.kind === value.kind && one.name === value.name && one.operators.some((name) => name === operator),
    )
    return fits ? value : null
  }
  const texts = value?.kind === 'literals' ? value.texts : value ? [value.text] : []
  const allowed = texts.filter((text) => isOf(kind, text, options))
  if (takesSeveral(operator)) return allowed.length > 0 ? { kind: 'literals', texts: allowed } : null
  const [text = kind === 'boolean' ? 'true' : undefined] = allowed
  return text === undefined ? null : { kind: 'literal', text }
}

function isOf(kind: ComparisonChoices['kind'], text: string, options: ComparisonChoices['options']): boolean {
  if (kind === 'category') return options.some(({ value }) => value === text)
  if (kind === 'boolean') return text === 'true' || text === 'false'
  if (kind === 'number') return /^-?\d+(\.\d+)?$/.test(text)
  if (kind === 'rate') return /^-?\d+(\.\d+)?%?$/.test(text)
  if (kind === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(text)
  return kind === 'month-day' ? /^\d{2}-\d{2}$/.test(text) : true
}

/** A yes or no reads as a statement: it holds, or it does not. */
function StatementField({
  leaf,
  onLeaf,
}: {
  leaf: LeafDraft
  onLeaf: (leaf: LeafDraft, visit: number | null) => void
}) {
  const { t } = useWords()
  const text = leaf.value?.kind === 'literal' ? leaf.value.text : 'true'
  const holds = (text === 'true') === (leaf.operator !== 'notEqual')
  return (
    <select
      className="select-field"
      aria-label={t('operatorAsked')}
      value={String(holds)}
      onChange={(event) =>
        onLeaf({ ...leaf, operator: 'equal', value: { kind: 'literal', text: event.target.value } }, null)
      }
    >
      <option value="true">{t('holdsYes')}</option>
      <option value="false">{t('holdsNo')}</option>
    </select>
  )
}

const typed = '='

/** A value written here, or the name of a parameter, another fact or a reckoned value. */
function ValueChoice({
  leaf,
  choices,
  onLeaf,
}: {
  leaf: LeafDraft
  choices: ComparisonChoices
  onLeaf: (leaf: LeafDraft, visit: number | null) => void
}) {
  const { t, w } = useWords()
  const { value } = leaf
  const [isTyped, setTyped] = useState(value === null || !('name' in value))
  const operator = leaf.operator ?? ''
  const operands = choices.operands.filter(({ operators }) => operators.some((name) => name === operator))
  const chosen = value && 'name' in value ? `${value.kind}:${value.name}` : isTyped ? typed : ''
  const isListed =
    chosen === typed || chosen === '' || operands.some((one) => `${one.kind}:${one.name}` === chosen)
  useEffect(() => {
    if (value) setTyped(!('name' in value))
  }, [value])
  const groups = [
    ['parameter', 'ofParameters'],
    ['value', 'ofValues'],
    ['fact', 'ofFacts'],
  ] as const
  return (
    <>
      <select
        className="select-field value-choice"
        aria-label={t('valueAsked')}
        value={chosen}
        onChange={(event) => {
          const [kind, ...name] = event.target.value.split(':')
          setTyped(event.target.value === typed)
          if (event.target.value === typed) return onLeaf({ ...leaf, value: null }, null)
          onLeaf({ ...leaf, value: { kind: kind as 'parameter', name: name.join(':') } }, null)
        }}
      >
        {chosen === '' && <option value="">{t('valueNone')}</option>}
        <option value={typed}>{t('valueTyped')}</option>
        {!isListed && value && 'name' in value && <option value={chosen}>{value.name}</option>}
        {groups.map(([kind, label]) => {
          const some = operands.filter((one) => one.kind === kind)
          return some.length === 0 ? null : (
            <optgroup key={kind} label={t(label)}>
              {some.map((one) => (
                <option key={one.name} value={`${kind}:${one.name}`}>
                  {w(one.title)}　{w(one.detail)}
                </option>
              ))}
            </optgroup>
          )
        })}
      </select>
      {chosen === typed && (
        <LiteralField
          choices={choices}
          several={takesSeveral(operator)}
          value={value && !('name' in value) ? value : null}
          onValue={(next, visit) => onLeaf({ ...leaf, value: next }, visit)}
        />
      )}
    </>
  )
}
