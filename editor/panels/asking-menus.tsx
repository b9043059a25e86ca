import { lazy, type ReactNode, Suspense, useId, useRef, useState } from 'react'
import { isPlain } from '../state/asked.ts'
import { asking } from '../state/asking.ts'
import { place } from '../state/location.ts'
import { unsavedFiles } from '../state/store.ts'
import { useSignal } from '../state/use-signal.ts'
import type { PolicyNode } from '../state/view.ts'
import { derivation, store } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'

// What only an open menu shows is not part of the first view.
const DayMenu = lazy(async () => ({ default: (await import('./day-menu.tsx')).DayMenu }))
const ReadingMenu = lazy(async () => ({ default: (await import('./reading-menu.tsx')).ReadingMenu }))

/** By what is decided: the version of the policy, the day, and how open questions are read. Blue where not the default. */
export function AskingMenus() {
  const { t } = useWords()
  const { asOf, readings } = useSignal(asking)
  const policy = usePolicy()
  const unsaved = useSignal(store, (state) =>
    unsavedFiles(state).some(({ path }) => policy !== null && path.startsWith(`${policy.folder}/`)),
  )
  if (!policy && isPlain({ asOf, readings })) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would show
    <div className="asking" role="group" aria-label={t('asked')}>
      {policy && (
        <span className="asked version">
          <span className="what">{t('policyVersion')}</span>{' '}
          <b>{unsaved ? t('draftVersion', { version: policy.version }) : policy.version}</b>
        </span>
      )}
      <AskedMenu what={t('asOfDay')} shown={asOf ?? t('asEachCase')} changed={asOf !== null}>
        {(close) => <DayMenu policy={policy?.id ?? null} onDone={close} />}
      </AskedMenu>
      <AskedMenu
        what={t('readingMenu')}
        shown={
          readings.length === 0
            ? t('readingsPlain')
            : readings.length === 1
              ? (readings[0]?.split('=')[0] ?? '')
              : t('readingsChosen', { n: readings.length })
        }
        changed={readings.length > 0}
      >
        {() => <ReadingMenu policy={policy?.id ?? null} />}
      </AskedMenu>
    </div>
  )
}

/** The policy that the place is about. */
function usePolicy(): PolicyNode | null {
  const now = useSignal(place)
  const policies = useSignal(derivation, (derived) => derived?.policies)
  const named = 'policy' in now ? now.policy : null
  const clause = 'clause' in now ? now.clause : null
  return (
    policies?.find(({ id }) => id === named) ??
    policies?.find(({ provisions }) =>
      provisions.some(({ clauses }) => clauses.some(({ id }) => id === clause)),
    ) ??
    (policies?.length === 1 ? (policies[0] ?? null) : null)
  )
}

/** A menu under its name. The browser's own popover: it closes on Escape and on a press beside it. */
function AskedMenu({
  what,
  shown,
  changed,
  children,
}: {
  what: string
  shown: string
  changed: boolean
  children: (close: () => void) => ReactNode
}) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const place = () => {
    const at = button.current?.getBoundingClientRect()
    if (!at || !menu.current) return
    menu.current.style.top = `${at.bottom + 4}px`
    menu.current.style.left = `${Math.max(8, Math.min(at.left, innerWidth - menu.current.offsetWidth - 8))}px`
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className="asked"
        data-changed={changed}
        aria-haspopup="dialog"
        aria-expanded={open}
        popoverTarget={id}
      >
        <span className="what">{what}</span> <b>{shown}</b> <Mark shape="down" className="little quiet" />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={what}
        className="asked-menu"
        onToggle={(event) => {
          setOpen(event.newState === 'open')
          if (event.newState === 'open') requestAnimationFrame(place)
        }}
      >
        <Suspense>{open && children(() => menu.current?.hidePopover())}</Suspense>
      </div>
    </>
  )
}
