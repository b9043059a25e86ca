import { place } from '../state/location.ts'
import { choose, preferences } from '../state/preferences.ts'
import { unsavedFiles } from '../state/store.ts'
import { useSignal } from '../state/use-signal.ts'
import { lastClause, reviewOrSave, saving, store } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'

/** Places, what is unsaved, language and theme. Only places that exist stand here. */
export function TopBar({ railOpen, onRail }: { railOpen: boolean; onRail: () => void }) {
  const { t } = useWords()
  const page = useSignal(place, (now) => now.page)
  const clauses = useSignal(lastClause)
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
      <nav className="places" aria-label={t('places')}>
        <a href={clauses} aria-current={page === 'clause' ? 'page' : undefined}>
          {t('clauses')}
        </a>
      </nav>
      <span className="end" />
      <SaveState />
      {page !== 'save' && <SaveButton />}
      <LanguageSwitch />
      <ThemeSwitch />
    </header>
  )
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
