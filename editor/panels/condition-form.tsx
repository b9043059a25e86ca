import { useEffect, useRef, useState } from 'react'
import { changeCondition, conditionRefusal, nodeInYaml } from '../fields/condition-actions.ts'
import { type LeafDraft, LeafFields, wholeLeaf } from '../fields/leaf-fields.tsx'
import type { ConditionEdit, ConditionForm as Form } from '../state/condition-view.ts'
import { useWords } from '../words/use-words.ts'
import type { WordKey } from '../words/words.ts'
import { CodeAndQuote } from './code-and-quote.tsx'
import { type ConditionRow, type OpenForm, removeRow } from './condition-rows.ts'
import type { ConditionsOf } from './conditions.tsx'
import { isListOpen } from './keys.ts'

/** A row of the tree opened in place: each choice is written as it is made. */
export default function ConditionForm({
  page,
  row,
  onForm,
  onClose,
}: {
  page: ConditionsOf
  row: ConditionRow
  onForm: (form: OpenForm) => void
  onClose: (focus: string) => void
}) {
  const { t } = useWords()
  const { node, level, condition } = row
  const box = useRef<HTMLFieldSetElement>(null)
  const change = (edit: ConditionEdit, group?: string) =>
    changeCondition(node.file, edit, {
      ...(edit.kind !== 'set' && { was: node.source }),
      ...(group !== undefined && { group }),
    })

  // The first field has the focus: Enter on a row leads into it.
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input:not([type=hidden]), select, button')?.focus()
  }, [])

  return (
    <fieldset
      ref={box}
      className="condition-form"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isListOpen(event.target)) return
        event.stopPropagation()
        onClose(row.key)
      }}
    >
      <legend className="unseen">{t('conditionForm')}</legend>
      {node.leaf ? (
        <Comparison page={page} row={row} change={change} />
      ) : (
        <GroupForm row={row} change={change} />
      )}
      {level === 1 && (
        <CodeAndQuote
          key={condition.code}
          page={page}
          condition={condition}
          node={node}
          change={change}
          onRenamed={(code) => onForm({ kind: 'edit', key: [...node.path.slice(0, -1), code].join('/') })}
        />
      )}
      <Actions
        row={row}
        change={change}
        onJoin={(form) => onForm({ kind: 'join', key: row.key, form })}
        onRemove={() => {
          onForm(null)
          void removeRow(row)
        }}
      />
      <div className="form-end">
        <button
          type="button"
          className="button link small"
          onClick={() => void nodeInYaml(node.file, node.path)}
        >
          {t('seeYaml')}
        </button>
        <button type="button" className="button end" onClick={() => onClose(row.key)}>
          {t('doneEditing')}
        </button>
      </div>
    </fieldset>
  )
}

type Change = (edit: ConditionEdit, group?: string) => Promise<boolean>

function Comparison({ page, row, change }: { page: ConditionsOf; row: ConditionRow; change: Change }) {
  const { node } = row
  const [draft, setDraft] = useState<LeafDraft>(
    node.leaf ?? { fact: null, path: null, operator: null, value: null },
  )
  const at = node.path.join('/')

  // The text has the last word: undo, the text editor, or an edit of our own that came through.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the text of the node changes
  useEffect(() => {
    if (node.leaf) setDraft(node.leaf)
  }, [node.source])

  return (
    <LeafFields
      clause={page.id}
      leaf={draft}
      onLeaf={(next, visit) => {
        setDraft(next)
        const leaf = wholeLeaf(next)
        if (!leaf) return
        void change(
          { kind: 'set', at: node.path, leaf },
          visit === null ? undefined : `condition:${at}:${visit}`,
        )
      }}
    />
  )
}

function GroupForm({ row: { node }, change }: { row: ConditionRow; change: Change }) {
  const { t } = useWords()
  if (node.form !== 'all' && node.form !== 'any')
    return <p className="soft">{node.form === 'not' ? t('notThis') : t('onlyInYaml')}</p>
  return (
    <select
      className="select-field"
      aria-label={t('groupForm')}
      value={node.form}
      onChange={(event) =>
        void change({ kind: 'form', at: node.path, form: event.target.value as 'all' | 'any' })
      }
    >
      <option value="any">{t('anyOf')}</option>
      <option value="all">{t('allOf')}</option>
    </select>
  )
}

const isGroup = (form: Form): form is 'all' | 'any' => form === 'all' || form === 'any'

/** What can be done with a condition, as verbs; what makes no sense where it stands is not offered. */
function Actions({
  row,
  change,
  onJoin,
  onRemove,
}: {
  row: ConditionRow
  change: Change
  onJoin: (form: 'all' | 'any') => void
  onRemove: () => void
}) {
  const { t } = useWords()
  const { node, parent, index, last } = row
  const at = node.path
  const inList = typeof at.at(-1) === 'number'
  const actions: readonly (readonly [WordKey, boolean, () => void])[] = [
    ['addMember', isGroup(node.form), () => isGroup(node.form) && onJoin(node.form)],
    ['addAlternative', !isGroup(node.form), () => onJoin('any')],
    ['addFurther', !isGroup(node.form) && parent !== null, () => onJoin('all')],
    ['negate', true, () => void change({ kind: 'negate', at })],
    ['nest', inList && !isGroup(node.form), () => void change({ kind: 'nest', at, form: 'all' })],
    [
      'unnest',
      (isGroup(node.form) && (node.of.length === 1 || inList)) || node.form === 'not',
      () => void change({ kind: 'unnest', at }),
    ],
    ['moveUp', index > 0 && at.at(-1) !== 'not', () => void change({ kind: 'move', at, to: 'up' })],
    ['moveDown', !last && at.at(-1) !== 'not', () => void change({ kind: 'move', at, to: 'down' })],
    ['moveIn', inList && index > 0, () => void change({ kind: 'move', at, to: 'in' })],
    ['moveOut', inList && typeof at.at(-3) === 'number', () => void change({ kind: 'move', at, to: 'out' })],
    ['removeCondition', true, onRemove],
  ]
  return (
    <div className="form-actions">
      {actions.map(([label, offered, act]) =>
        offered ? (
          <button
            key={label}
            type="button"
            className="button link small"
            title={
              label === 'addAlternative'
                ? t('addAlternativeHint')
                : label === 'addFurther'
                  ? t('addFurtherHint')
                  : undefined
            }
            onClick={() => {
              conditionRefusal.set(null)
              act()
            }}
          >
            {t(label as 'negate')}
          </button>
        ) : null,
      )}
    </div>
  )
}
