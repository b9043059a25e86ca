import { Modal } from '@mantine/core'
import { useWords } from '../words/use-words.ts'
import { redoKey, saveKey, undoKey } from './keys.ts'

/** All keys. Single ones rest while a field has the focus. */
export function KeyList({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords()
  const rows = [
    [[saveKey], t('keySave')],
    [[undoKey, redoKey], t('keyUndo')],
    [['[', ']'], t('keyClause')],
    [['j', 'k'], t('keyCase')],
    [['e'], t('keyField')],
    [['`'], t('keyDrawer')],
    [['?'], t('keyHelp')],
  ] as const
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={t('keys')}
      centered
      size="sm"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
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
    </Modal>
  )
}
