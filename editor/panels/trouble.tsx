import type { Trouble } from '../state/saving.ts'
import { unsavedFiles } from '../state/store.ts'
import { saving, store } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { exportText } from './export-text.ts'
import { Mark } from './mark.tsx'

/** What went wrong with saving, and that nothing is lost. */
export function TroubleView({ trouble }: { trouble: Trouble }) {
  const { t, w } = useWords()
  const why = trouble.kind === 'refused' ? w(trouble.message) : t(trouble.kind)
  const exportAll = () => {
    for (const file of unsavedFiles(store.get()))
      exportText(file.path.split('/').at(-1) ?? file.path, file.text)
  }
  return (
    <div className="notice section" role="alert">
      <Mark shape="warning" />
      <p>
        <strong>{t('notSaved')}</strong>
        {why} {t('stillHere')}
      </p>
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() => void saving.save(unsavedFiles(store.get()).map(({ path }) => path))}
        >
          {t('retry')}
        </button>
        <button type="button" className="button plain" onClick={exportAll}>
          {t('exportMine')}
        </button>
      </div>
    </div>
  )
}
