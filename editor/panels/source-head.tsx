import { go, place } from '../state/location.ts'
import type { NumberView, SourcePage, TextLink } from '../state/source-view.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'

/** Which numbers stand out. */
export type Shown = 'all' | NumberView['status']

const kinds = [
  ['all', 'everyNumber'],
  ['encoded', 'encoded'],
  ['set-aside', 'setAside'],
  ['unexplained', 'unexplainedNumbers'],
] as const

/** Which text it is, how many of its numbers became rules, and the way from number to number. */
export function SourceHead({
  source,
  shown,
  onShown,
  numbers,
  at,
  onStep,
}: {
  source: SourcePage
  shown: Shown
  onShown: (shown: Shown) => void
  numbers: readonly NumberView[]
  at: number | null
  onStep: (by: number) => void
}) {
  const { t, w } = useWords()
  const { counts } = source
  const count = (kind: Shown) => (kind === 'all' ? source.numbers.length : counts[kind])
  return (
    <header className="clause-head source-head">
      <p className="crumbs">
        <span>{w(source.policy.title)}</span>
        {source.isReprint && <span>· {t('reprint')}</span>}
        <TextChoice source={source} />
      </p>
      <div className="title-line">
        <h1>{w(source.title)}</h1>
      </div>
      <div className="number-bar">
        <span className="soft small">{t('numbersOfText')}</span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would show */}
        <span className="segments" role="group" aria-label={t('numbersShown')}>
          {kinds.map(([kind, key]) => (
            <button
              key={kind}
              type="button"
              aria-pressed={shown === kind}
              data-kind={kind}
              onClick={() => onShown(shown === kind ? 'all' : kind)}
            >
              {kind !== 'all' && <span className="swatch" data-status={kind} aria-hidden="true" />}
              {t(key)} <b className="count">{count(kind)}</b>
            </button>
          ))}
        </span>
        {numbers.length > 0 && <Stepper numbers={numbers} at={at} onStep={onStep} source={source} />}
      </div>
    </header>
  )
}

/** From number to number; what the present one became is said once, politely. */
function Stepper({
  numbers,
  at,
  onStep,
  source,
}: {
  numbers: readonly NumberView[]
  at: number | null
  onStep: (by: number) => void
  source: SourcePage
}) {
  const { t, w } = useWords()
  const number = at === null ? null : (numbers[at] ?? null)
  const names = number?.parameters.flatMap((name) => {
    const owner = source.owners[name]
    return owner ? [w(owner.title)] : []
  })
  const why = number?.because ? w(number.because) : number?.reason && t(`reason_${number.reason}`)
  return (
    <span className="stepper">
      <button
        type="button"
        className="icon-button"
        aria-label={t('previousNumber')}
        onClick={() => onStep(-1)}
      >
        <Mark shape="up" />
      </button>
      <button type="button" className="icon-button" aria-label={t('nextNumber')} onClick={() => onStep(1)}>
        <Mark shape="down" />
      </button>
      <span className="small soft" role="status">
        {number && at !== null && (
          <>
            {at + 1}/{numbers.length} <b lang="zh-CN">{source.text.slice(number.start, number.end)}</b>{' '}
            {number.status === 'unexplained'
              ? t('unexplainedNumbers')
              : names && names.length > 0
                ? names.join('、')
                : why}
          </>
        )}
      </span>
    </span>
  )
}

/** Every text there is, under its policy. */
function TextChoice({ source }: { source: SourcePage }) {
  const { t, w } = useWords()
  const policies = new Map<string, TextLink[]>()
  for (const text of source.texts)
    policies.set(text.policy.id, [...(policies.get(text.policy.id) ?? []), text])
  return (
    <label className="text-choice end">
      {t('chooseDocument')} <Mark shape="down" className="little" />
      <select
        value={`${source.policy.id}/${source.document}`}
        onChange={(event) => {
          const [policy = null, document = null] = event.target.value.split('/')
          const now = place.get()
          // A clause that is being added is looked for in another text.
          const addTo = now.page === 'source' && policy === source.policy.id ? (now.addTo ?? null) : null
          go({ page: 'source', policy, document, clause: null, parameter: null, addTo })
        }}
      >
        {[...policies].map(([id, texts]) => (
          <optgroup key={id} label={texts[0] && w(texts[0].policy.title)}>
            {texts.map((text) => (
              <option key={text.id} value={`${id}/${text.id}`}>
                {w(text.title)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}
