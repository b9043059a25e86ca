import { clauseOf, hashOfPlace, type Place, place } from '../state/location.ts'
import { choose, preferences } from '../state/preferences.ts'
import { unsavedFiles } from '../state/store.ts'
import { useSignal } from '../state/use-signal.ts'
import { derivation, lastPlaces, reviewOrSave, saving, store } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { AskingMenus } from './asking-menus.tsx'
import { findKey } from './keys.ts'
import { Mark } from './mark.tsx'

/** Places, what is unsaved, language and theme. Only places that exist stand here. */
export function TopBar({
  railOpen,
  onRail,
  onFind,
}: {
  railOpen: boolean
  onRail: () => void
  onFind: () => void
}) {
  const { t } = useWords()
  const page = useSignal(place, (now) => now.page)
  return (
    <header className="top-bar">
      <button
        type="button"
        className="icon-button rail-button"
        aria-label={railOpen ? t('closeRail') : t('openRail')}
        aria-expanded={railOpen}
        onClick={onRail}
      >
        <Mark shape="menu" />
      </button>
      <div className="brand">
        <span lang="zh-CN">{t('product')}</span>
        <small lang="en">{t('productPlain')}</small>
      </div>
      <Places />
      <span className="end" />
      <AskingMenus />
      <SaveState />
      {page !== 'save' && page !== 'yearly' && page !== 'review' && <SaveButton />}
      <button
        type="button"
        className="icon-button"
        aria-label={t('findAnything')}
        title={`${t('findAnything')} ${findKey}`}
        onClick={onFind}
      >
        <Mark shape="search" />
      </button>
      <LanguageSwitch />
      <ThemeSwitch />
    </header>
  )
}

/** The clause that is looked at stays the same from one place to the other. */
function Places() {
  const { t } = useWords()
  const now = useSignal(place)
  const last = useSignal(lastPlaces)
  const clause = clauseOf(now)
  const clauses =
    clause !== null && now.page === 'source'
      ? { page: 'clause' as const, clause, case: null }
      : (last.clause ?? { page: 'clause' as const, clause: null, case: null })
  const asked = { page: 'source' as const, policy: null, document: null, clause, parameter: null }
  const text = clause !== null && now.page === 'clause' ? asked : (last.source ?? asked)
  const yearly = last.yearly ?? { page: 'yearly' as const, policy: null, from: null, filter: null }
  const review = last.review ?? { page: 'review' as const, old: null, next: null, change: null }
  const tried = useTried()
  return (
    <nav className="places" aria-label={t('places')}>
      <a href={hashOfPlace(clauses)} aria-current={now.page === 'clause' ? 'page' : undefined}>
        {t('clauses')}
      </a>
      <a href={hashOfPlace(text)} aria-current={now.page === 'source' ? 'page' : undefined}>
        {t('sourceTexts')}
      </a>
      <a href={hashOfPlace(yearly)} aria-current={now.page === 'yearly' ? 'page' : undefined}>
        {t('yearly')}
      </a>
      <a href={hashOfPlace(review)} aria-current={now.page === 'review' ? 'page' : undefined}>
        {t('review')}
      </a>
      <a href={hashOfPlace(tried)} aria-current={now.page === 'try' ? 'page' : undefined}>
        {t('tryIt')}
      </a>
    </nav>
  )
}

/** The policy of the clause that is looked at, else the one that was tried last. */
function useTried(): Place {
  const last = useSignal(lastPlaces, ({ try: tried }) => tried)
  const policy = useSignal(derivation, (derived) => derived?.page?.policy.id ?? derived?.source?.policy.id)
  const isSame = last?.page === 'try' && (policy === undefined || last.policy === policy)
  return isSame ? last : { page: 'try', policy: policy ?? null, about: null }
}

function SaveState() {
  const { t, language } = useWords()
  const { saving: under, saved } = useSignal(saving)
  const unsaved = useSignal(store, (state) => unsavedFiles(state).length)
  const time =
    saved && new Date(saved.time).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en-GB', { hour12: false })
  return (
    <span className="saved state quiet small" role="status">
      {under.length > 0 ? (
        <>
          <span className="dot" aria-hidden="true" /> {t('saving')}
        </>
      ) : saved && time && unsaved === 0 ? (
        <>
          <Mark shape="passing" className="is-passing" /> {t('savedAt', { time })}
        </>
      ) : null}
    </span>
  )
}

function SaveButton() {
  const { t } = useWords()
  const unsaved = useSignal(store, (state) => unsavedFiles(state).length)
  return (
    <button type="button" className="button first" disabled={unsaved === 0} onClick={reviewOrSave}>
      {unsaved === 0 ? t('allSaved') : t('reviewAndSave', { n: unsaved })}
    </button>
  )
}

function LanguageSwitch() {
  const { t, language } = useWords()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would show
    <span className="segments" role="group" aria-label={t('language')}>
      <button
        type="button"
        lang="zh-CN"
        title="中文"
        aria-pressed={language === 'zh'}
        onClick={() => choose({ language: 'zh' })}
      >
        中
      </button>
      <button
        type="button"
        lang="en"
        title="English"
        aria-pressed={language === 'en'}
        onClick={() => choose({ language: 'en' })}
      >
        EN
      </button>
    </span>
  )
}

function ThemeSwitch() {
  const { t } = useWords()
  const theme = useSignal(preferences, (chosen) => chosen.theme)
  const other = theme === 'light' ? 'dark' : 'light'
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={other === 'dark' ? t('darkTheme') : t('lightTheme')}
      title={other === 'dark' ? t('darkTheme') : t('lightTheme')}
      onClick={() => choose({ theme: other })}
    >
      <Mark shape="theme" />
    </button>
  )
}
