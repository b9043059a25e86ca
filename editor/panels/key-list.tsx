import { useEffect, useRef } from 'react'
import { useWords } from '../words/use-words.ts'
import { findKey, redoKey, saveKey, undoKey } from './keys.ts'

/** All keys. Single ones rest while a field has the focus. The browser's own dialog holds focus and Escape. */
export function KeyList({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  const rows = [
    [[saveKey], t('keySave')],
    [[undoKey, redoKey], t('keyUndo')],
    [['[', ']'], t('keyClause')],
    [['j', 'k'], t('keyCase')],
    [['Enter'], t('keyOpenCase')],
    [['a'], t('keyAccept')],
    [['e'], t('keyField')],
    [['↑ ↓', '↵', 'Del', 'Alt+↑ ↓'], t('keyTree')],
    [['`'], t('keyDrawer')],
    [['s'], t('keySource')],
    [['n', 'p'], t('keyNumber')],
    [[findKey], t('keyFindAll')],
    [['g', 'c'], t('clauses')],
    [['g', 'y'], t('keyYearly')],
    [['g', 'r'], t('review')],
    [['g', 't'], t('tryIt')],
    [['↑', '↓'], t('keyColumn')],
    [['/'], t('keyFind')],
    [['?'], t('keyHelp')],
  ] as const
  return (
    <dialog ref={dialog} className="key-dialog" aria-labelledby="keys-title" onClose={onClose}>
      <div className="key-head">
        <h2 id="keys-title">{t('keys')}</h2>
        <button type="button" className="button plain end" onClick={onClose}>
          {t('close')}
        </button>
      </div>
      <dl className="key-list">
        {rows.map(([keys, words]) => (
          <div key={words}>
            <dt>
              {keys.map((key) => (
                <kbd className="key" key={key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
