import { unreasoned } from '../state/corrections.ts'
import type { Conflict, WorkbenchFile } from '../state/store.ts'
import { useSignal } from '../state/use-signal.ts'
import { derivation, saving } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { exportText } from './export-text.ts'
import { LineDiff } from './line-diff.tsx'

/** Two texts of one file, beside each other. Nothing is chosen for the reader. */
export function ConflictView({ file, conflict }: { file: WorkbenchFile; conflict: Conflict }) {
  const { t } = useWords()
  const name = file.path.split('/').at(-1) ?? file.path
  // A correction is not written without its reason here either: the page asks for it.
  const waits = useSignal(
    derivation,
    (derived) => unreasoned(derived?.corrections ?? [], [file.path]).length > 0,
  )
  const deleted = conflict.reason === 'deleted'
  return (
    <section
      className="section conflict"
      aria-label={t(deleted ? 'conflictDeleted' : 'conflictTitle', { file: name })}
    >
      <div className="notice">
        <span className="dot" aria-hidden="true" />
        <p>
          <strong>{t(deleted ? 'conflictDeleted' : 'conflictTitle', { file: name })}</strong>
        </p>
        <div className="actions">
          {/* A file that is gone cannot be written over: mine can be handed out. */}
          {!deleted && (
            <button
              type="button"
              className="button"
              disabled={waits}
              onClick={() => void saving.keepMine(file.path)}
            >
              {t('keepMine')}
            </button>
          )}
          <button type="button" className="button" onClick={() => saving.takeTheirs(file.path)}>
            {t(deleted ? 'dropMine' : 'takeTheirs')}
          </button>
          <button type="button" className="button plain" onClick={() => exportText(name, file.text)}>
            {t('exportMine')}
          </button>
        </div>
      </div>
      <div className="two-texts">
        <div>
          <h3>{t('textOnDisk')}</h3>
          <LineDiff before={conflict.text} after={file.text} side="old" />
        </div>
        <div>
          <h3>{t('myText')}</h3>
          <LineDiff before={conflict.text} after={file.text} side="new" />
        </div>
      </div>
    </section>
  )
}
