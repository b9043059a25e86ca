import { go, place } from '../state/location.ts'
import { versionsAsked } from '../state/reviewing.ts'
import { type RevisionInfo, revisions } from '../state/revisions.ts'
import { useSignal } from '../state/use-signal.ts'
import { useReviewWords } from '../words/use-review-words.ts'

const none: readonly RevisionInfo[] = []

/** Which two versions are compared. A folder without git has those at hand. */
export function VersionPicker() {
  const { t } = useReviewWords()
  const known = useSignal(revisions) ?? none
  useSignal(place)
  const { old, next } = versionsAsked()
  const choose = (part: { old?: string; next?: string }) => {
    const now = place.get()
    if (now.page === 'review') go({ ...now, old, next, ...part, change: null })
  }
  return (
    <div className="review-versions">
      <label htmlFor="old-version">{t('oldVersion')}</label>
      <Select id="old-version" value={old} known={known} onChange={(name) => choose({ old: name })} />
      <label htmlFor="new-version">{t('newVersion')}</label>
      <Select id="new-version" value={next} known={known} onChange={(name) => choose({ next: name })} />
    </div>
  )
}

const groups = { tag: 'tagsGroup', branch: 'branchesGroup', commit: 'commitsGroup' } as const

function Select({
  id,
  value,
  known,
  onChange,
}: {
  id: string
  value: string
  known: readonly RevisionInfo[]
  onChange: (name: string) => void
}) {
  const { t } = useReviewWords()
  const isKnown = ['now', 'saved', 'HEAD'].includes(value) || known.some(({ name }) => name === value)
  return (
    <select id={id} className="select-field" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="now">{t('versionNow')}</option>
      <option value="saved">{t('versionSaved')}</option>
      {known.length > 0 && <option value="HEAD">{t('versionHead')}</option>}
      {/* One that a link names, such as HEAD~3. */}
      {!isKnown && <option value={value}>{value}</option>}
      {(['tag', 'branch', 'commit'] as const).map((kind) => {
        const own = known.filter((one) => one.kind === kind)
        return (
          own.length > 0 && (
            <optgroup key={kind} label={t(groups[kind])}>
              {own.map((one) => (
                <option key={one.name} value={one.name}>
                  {kind === 'commit'
                    ? `${one.at.slice(0, 10)}  ${one.subject}  ${one.by}  ${one.name}`
                    : `${one.name}  ${one.at.slice(0, 10)}`}
                </option>
              ))}
            </optgroup>
          )
        )
      })}
    </select>
  )
}
