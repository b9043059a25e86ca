import { lazy, memo, Suspense, useState } from 'react'
import { nextNewYear } from '../fields/typed.ts'
import { amendInstead, setValue } from '../fields/value-edits.ts'
import { ValueField } from '../fields/value-field.tsx'
import type { NoticeView } from '../state/clause-view.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'

// What only a value that was typed over shows is not part of the first view.
const CorrectionOf = lazy(async () => ({ default: (await import('./correction.tsx')).CorrectionOf }))

/** A value in force was typed over: it rewrites the past. The other way is a new value from a date. */
export const Notice = memo(function Notice({ notice }: { notice: NoticeView }) {
  const { t, w } = useWords()
  const [date, setDate] = useState(nextNewYear())
  const since = notice.from === null ? t('fromTheStart') : t('from', { date: notice.from })
  const now = w(notice.now.shown)
  const sentence =
    notice.quoted === null
      ? notice.before && t('savedSays', { before: w(notice.before.shown), now, since })
      : notice.before
        ? t('textSays', { quoted: notice.quoted, now, since })
        : t('textDiffers', { quoted: notice.quoted, now })
  return (
    <div className="notice" role="status">
      <Mark shape="warning" />
      <p>
        {notice.before && <strong>{t('correctsValue')}</strong>}
        {(notice.quoted !== null || !notice.before) && (
          <strong>{notice.quoted === null ? t('corrects') : t('differsFromText')}</strong>
        )}
        {sentence && t('sentenceOn', { name: w(notice.title), sentence })}
      </p>
      <div className="actions">
        {notice.before && (
          <>
            <ValueField
              kind="date"
              text={date}
              label={t('labelOf', { name: w(notice.title), what: t('fromDate') })}
              onText={setDate}
            />
            <button type="button" className="button" onClick={() => void amendInstead(notice, date)}>
              {t('makeNewValue')}
            </button>
            <button
              type="button"
              className="button plain"
              onClick={() => notice.before && void setValue(notice, notice.before.text)}
            >
              {t('restore', { value: w(notice.before.shown) })}
            </button>
          </>
        )}
        {!notice.before && notice.quotedText !== null && (
          <button
            type="button"
            className="button"
            onClick={() => notice.quotedText !== null && void setValue(notice, notice.quotedText)}
          >
            {t('useQuoted', { value: notice.quoted ?? '' })}
          </button>
        )}
      </div>
      {notice.before && (
        <Suspense>
          <CorrectionOf parameter={notice.parameter} from={notice.from} />
        </Suspense>
      )}
    </div>
  )
})
