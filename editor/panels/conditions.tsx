import { lazy, memo, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { conditionRefusal, removedWords } from '../fields/condition-actions.ts'
import type { CheckView, ClausePage, ConditionView } from '../state/clause-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { store } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { Branches, YamlLink } from './branches.tsx'
import { ChangedWords } from './changed-words.tsx'
import { type ConditionRow, type OpenForm, rowsOf } from './condition-rows.ts'
import { undoKey } from './keys.ts'
import { lights, lit, numbersText } from './light.ts'
import { Mark } from './mark.tsx'
import { useTreeKeys } from './use-tree-keys.ts'

const loadForm = () => import('./condition-form.tsx')
const ConditionForm = lazy(loadForm)
const NewCondition = lazy(() => import('./new-condition.tsx'))

/** As much of a clause's page as its conditions take: they are not painted again for anything else. */
export type ConditionsOf = Pick<ClausePage, 'id' | 'file' | 'nodePath' | 'sources' | 'conditions'>

/** What must hold, as a tree in words that is edited in place, with the code a refusal reports. */
export const Conditions = memo(function Conditions({
  id,
  file,
  nodePath,
  sources,
  conditions,
  paid,
}: ConditionsOf & { paid: boolean }) {
  const { t } = useWords()
  const page = useMemo(
    () => ({ id, file, nodePath, sources, conditions }),
    [id, file, nodePath, sources, conditions],
  )
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const [form, setForm] = useState<OpenForm>(null)
  const readOnly = useSignal(store, (state) => state.files.get(file)?.writable === false)
  const rows = rowsOf(conditions, unfolded)
  const table = useRef<HTMLTableElement>(null)
  const fold = (key: string, open: boolean) => {
    const next = new Set(unfolded)
    if (open) next.add(key)
    else next.delete(key)
    setUnfolded(next)
  }
  const keys = useTreeKeys({ table, conditions, rows, fold, setForm, readOnly })

  // Another clause has other conditions; nothing of the last one stays open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the clause changes
  useEffect(() => {
    setForm(null)
    setUnfolded(new Set())
    conditionRefusal.set(null)
    removedWords.set(null)
  }, [id])

  const close = (focus: string | null) => {
    setForm(null)
    if (focus !== null) keys.focus(focus)
  }
  return (
    <section>
      <div className="section-head">
        <h2>{t(paid ? 'conditions' : 'conditionsPlain')}</h2>
        {conditions.length > 1 && <span>{t('allMustHold')}</span>}
        {conditions.length > 0 && <span className="end code-head">{t('code')}</span>}
      </div>
      {conditions.length === 0 && <p className="quiet">{t('without')}</p>}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree in columns, whose rows open into forms, is what treegrid is for
        <table className="conditions" role="treegrid" aria-label={t('conditionsTree')} ref={table}>
          <tbody>
            {rows.map((row) => {
              const isEdited = form?.kind === 'edit' && form.key === row.key
              const isJoined = form?.kind === 'join' && form.key === row.key
              return (
                <Row
                  key={row.key}
                  row={row}
                  unfolded={unfolded.has(row.key)}
                  active={keys.active === row.key}
                  onFold={fold}
                  onEdit={
                    readOnly || row.fixed
                      ? null
                      : () => setForm(isEdited ? null : { kind: 'edit', key: row.key })
                  }
                  onKeyDown={keys.onKeyDown}
                  onFocus={keys.setActive}
                >
                  {isEdited ? (
                    <Suspense fallback={null}>
                      <ConditionForm page={page} row={row} onForm={setForm} onClose={close} />
                    </Suspense>
                  ) : isJoined ? (
                    <Suspense fallback={null}>
                      <NewCondition
                        page={page}
                        join={{ at: row.node, form: form.form }}
                        after={null}
                        onClose={() => close(row.key)}
                      />
                    </Suspense>
                  ) : null}
                </Row>
              )
            })}
          </tbody>
        </table>
      )}
      {form?.kind === 'add' && (
        <Suspense fallback={null}>
          <NewCondition page={page} join={null} after={form.after} onClose={close} />
        </Suspense>
      )}
      <Said />
      {!readOnly && form?.kind !== 'add' && (
        <button
          type="button"
          className="button link small add-condition"
          onFocus={() => void loadForm()}
          onMouseEnter={() => void loadForm()}
          onClick={() => setForm({ kind: 'add', after: null })}
        >
          {t('addCondition')}
        </button>
      )}
    </section>
  )
})

/** What the last edit came to, where it is not on the screen: refused, or something removed. */
function Said() {
  const { t, w } = useWords()
  const refused = useSignal(conditionRefusal)
  const removed = useSignal(removedWords)
  if (refused)
    return (
      <p className="said is-warning" role="alert">
        {refused.fix
          ? t('refusedEdit', { why: w(refused.why), fix: w(refused.fix) })
          : t('refusedPlain', { why: w(refused.why) })}
      </p>
    )
  if (!removed) return null
  return (
    <p className="said" role="status">
      {t('removedCondition', { condition: w(removed) })}{' '}
      <button
        type="button"
        className="button link small"
        onClick={() => {
          store.undo()
          removedWords.set(null)
        }}
      >
        {t('undo')} <kbd className="key">{undoKey}</kbd>
      </button>
    </p>
  )
}

const Row = memo(function Row({
  row,
  unfolded,
  active,
  onFold,
  onEdit,
  onKeyDown,
  onFocus,
  children,
}: {
  row: ConditionRow
  unfolded: boolean
  active: boolean
  onFold: (key: string, open: boolean) => void
  onEdit: (() => void) | null
  onKeyDown: (event: React.KeyboardEvent, row: ConditionRow) => void
  onFocus: (key: string) => void
  children: React.ReactNode
}) {
  const { t, w } = useWords()
  const { node, level, condition } = row
  const isLit = useSignal(lit, (number) => number !== null && condition.numbers.includes(number))
  const canUnfold = node.of.length > 0
  const words = level === 1 ? condition.words : node.words
  return (
    <>
      <tr
        data-row={row.key}
        data-lit={isLit}
        aria-level={level}
        aria-expanded={canUnfold ? unfolded : undefined}
        tabIndex={active ? 0 : -1}
        className={level === 1 ? '' : 'inner'}
        onFocus={() => onFocus(row.key)}
        onKeyDown={(event) => onKeyDown(event, row)}
        {...lights(condition.numbers)}
      >
        <td className="number">{level === 1 ? numbersText(condition.numbers) : ''}</td>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the row does the same */}
        <td
          className="words"
          style={{ paddingLeft: (level - 1) * 18 }}
          onClick={() => !getSelection()?.toString() && onEdit?.()}
        >
          <Joint row={row} />
          {unfolded && canUnfold && !(level === 1 && condition.title) ? (
            <span className="soft">{t(formWords[node.form as 'all'])}</span>
          ) : level === 1 ? (
            <ChangedWords now={condition.words} before={condition.before} />
          ) : (
            w(node.words)
          )}
          {canUnfold && (
            <button
              type="button"
              tabIndex={-1}
              className="fold"
              aria-label={t(unfolded ? 'hideMembers' : 'showMembers')}
              onClick={(event) => {
                event.stopPropagation()
                onFold(row.key, !unfolded)
              }}
            >
              <Mark shape={unfolded ? 'down' : 'right'} className="little" />
            </button>
          )}
          {level === 1 && <Given condition={condition} />}
        </td>
        <td className="code" title={level === 1 ? condition.code : undefined}>
          <span className="code-text">{level === 1 ? condition.code : ''}</span>
          {onEdit && (
            <button
              type="button"
              tabIndex={-1}
              className="button link small edit"
              aria-label={t('editConditionOf', { condition: w(words) })}
              onClick={onEdit}
            >
              {t('editCondition')}
            </button>
          )}
        </td>
      </tr>
      {children && (
        <tr className="form-row">
          <td colSpan={3}>{children}</td>
        </tr>
      )}
    </>
  )
})

const formWords = { all: 'allOf', any: 'anyOf', not: 'notThis' } as const

/** What ties a member to the one before it. */
function Joint({ row: { parent, index } }: { row: ConditionRow }) {
  const { t } = useWords()
  if (!parent || index === 0 || parent.node.form === 'not') return null
  return <span className="joint">{t(parent.node.form === 'any' ? 'orElse' : 'andAlso')}</span>
}

/** What the open case brings to a condition that it does not meet. */
function Given({ condition }: { condition: ConditionView }) {
  const { t, w } = useWords()
  const isUnknown = condition.holds === null
  if (!condition.given || (condition.holds !== false && !isUnknown)) return null
  return (
    <span className="given state">
      <Mark shape={isUnknown ? 'unknown' : 'none'} className="little" />
      {isUnknown ? t('unknownHere') : t('notMet')}　{w(condition.given)}
    </span>
  )
}

/** What a check compares, and whether the figures of the case fit together. */
export const Check = memo(function Check({
  check,
  caseNumber,
}: {
  check: CheckView
  caseNumber: string | null
}) {
  const { t } = useWords()
  return (
    <section>
      <div className="section-head">
        <h2>{t('check')}</h2>
        <span>{t('checkHint')}</span>
      </div>
      <ul className="check-list">
        <li>
          <span />
          <span>
            {check.tree && check.before === null ? (
              <Branches node={check.tree} />
            ) : (
              <ChangedWords now={check.words} before={check.before} />
            )}
            {check.tree && (
              <>
                {' '}
                <YamlLink file={check.tree.file} at={check.tree.path} />
              </>
            )}
          </span>
          {caseNumber !== null && <Verdict holds={check.holds} />}
        </li>
      </ul>
    </section>
  )
})

/** Figures that do not fit are what the text says, not a fault of the rule: no red. */
function Verdict({ holds }: { holds: boolean | null }) {
  const { t } = useWords()
  if (holds === null)
    return (
      <span className="state">
        <Mark shape="unknown" className="little" /> {t('undecided')}
      </span>
    )
  return (
    <span className={holds ? 'state' : 'state is-warning'}>
      <Mark shape={holds ? 'passing' : 'warning'} className="little" />
      {t(holds ? 'consistent' : 'notConsistent')}
    </span>
  )
}
