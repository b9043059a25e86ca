import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { type Findable, find } from '../state/findable.ts'
import { go } from '../state/location.ts'
import { useSignal } from '../state/use-signal.ts'
import type { CaseRow } from '../state/view.ts'
import { derivation } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'

const caseOf = (row: CaseRow): Findable => ({
  kind: 'case',
  clause: row.clauses[0] ?? '',
  case: row.key,
  title: row.title,
  text: row.expected,
  more: `${row.key} ${row.number} ${row.code ?? ''}`,
})

/** Everything there is to find, asked for when it is opened and again when the texts have changed. */
function useFindables(): readonly Findable[] | null {
  const version = useSignal(derivation, (derived) => derived?.version ?? null)
  const [rules, setRules] = useState<readonly Findable[] | null>(null)
  useEffect(() => {
    let isGone = false
    if (version !== null)
      void derivation.findables().then((next) => {
        if (!isGone) setRules(next)
      })
    return () => {
      isGone = true
    }
  }, [version])
  const cases = useSignal(derivation, (derived) => derived?.cases ?? null)
  return useMemo(() => rules && [...rules, ...(cases ?? []).map(caseOf)], [rules, cases])
}

/** Finds clauses by words of both languages, by number, by fact. The browser's own dialog holds focus and Escape. */
export function Find({ onClose }: { onClose: () => void }) {
  const { t, w } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const ids = useId()
  const all = useFindables()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const wanted = useDeferredValue(text)
  const groups = useMemo(() => (all ? find(all, wanted) : []), [all, wanted])
  const flat = useMemo(() => groups.flatMap(({ found }) => found), [groups])
  const chosen = Math.min(at, flat.length - 1)
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    document.getElementById(`${ids}${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, ids])

  const open = (one: Findable | undefined) => {
    if (!one) return
    dialog.current?.close()
    go({ page: 'clause', clause: one.clause, case: one.case })
  }
  const move = (by: number) => flat.length > 0 && setAt((chosen + by + flat.length) % flat.length)
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => open(flat[chosen]),
  }
  let number = -1
  return (
    <dialog ref={dialog} className="find-dialog" aria-label={t('findAnything')} onClose={onClose}>
      <label className="find-line">
        <Mark shape="search" className="quiet" />
        <span className="unseen">{t('findAnything')}</span>
        <input
          type="text"
          role="combobox"
          aria-expanded={flat.length > 0}
          aria-controls={`${ids}list`}
          aria-activedescendant={chosen >= 0 ? `${ids}${chosen}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={(event) => {
            const act = event.nativeEvent.isComposing ? undefined : keys[event.key]
            if (!act) return
            event.preventDefault()
            act()
          }}
        />
        <button type="button" className="button plain" onClick={() => dialog.current?.close()}>
          {t('close')}
        </button>
      </label>
      <div
        id={`${ids}list`}
        role="listbox"
        aria-label={t('findAnything')}
        className="find-list"
        tabIndex={-1}
      >
        {groups.map(({ kind, found, count }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
          <div key={kind} role="group" aria-label={t(`findKind_${kind}`)}>
            <div className="find-kind" aria-hidden="true">
              {t(`findKind_${kind}`)}
              {count > found.length && (
                <span className="quiet">{t('findMore', { shown: found.length, count })}</span>
              )}
            </div>
            {found.map((one) => {
              number++
              const index = number
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: keys go to the field
                <div
                  key={`${one.clause} ${one.case ?? ''} ${one.title.en} ${one.more}`}
                  id={`${ids}${index}`}
                  role="option"
                  aria-selected={index === chosen}
                  className="find-option"
                  onClick={() => open(one)}
                  onMouseMove={() => index !== chosen && setAt(index)}
                >
                  <span className="name">{w(one.title)}</span>
                  <span className="soft">{w(one.text)}</span>
                  <span className="code">{one.clause}</span>
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <p className="find-note" role="status">
        {all === null
          ? t('findLooking')
          : wanted.trim() === ''
            ? t('findExamples')
            : flat.length === 0
              ? t('findNothing', { text: wanted.trim() })
              : ''}
      </p>
    </dialog>
  )
}
