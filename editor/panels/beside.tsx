import { memo, useMemo } from 'react'
import type { ClausePage } from '../state/clause-view.ts'
import { clauseHash, hashOfPlace, type SourcePlace } from '../state/location.ts'
import type { SourcePage } from '../state/source-view.ts'
import { useWords } from '../words/use-words.ts'
import { ClauseState, Rules } from './clause.tsx'
import { Notice } from './notice.tsx'
import { Parameters } from './parameters.tsx'
import { TextPlacesContext } from './text-places.ts'

/** The clause beside its text: the same rules and fields as on its own page. Without one, what the text became. */
export const Beside = memo(function Beside({
  source,
  page,
  now,
  onParameter,
}: {
  source: SourcePage
  page: ClausePage | null
  now: SourcePlace
  onParameter: (name: string) => void
}) {
  const { t, w } = useWords()
  const { parameter } = now
  const places = useMemo(() => {
    const quoted = new Set(source.parameters.map(({ id }) => id))
    return { has: (name: string) => quoted.has(name), chosen: parameter, show: onParameter }
  }, [source, parameter, onParameter])
  if (now.clause === null || !page)
    return (
      <aside className="beside" aria-label={t('clauses')}>
        <Contents source={source} />
      </aside>
    )
  const others = sharing(source, page.id)
  const isHere = source.passages.some(({ id }) => id === page.id)
  return (
    <aside className="beside" aria-labelledby="beside-title">
      <header className="beside-head">
        <p className="crumbs">
          <span>{w(page.provision.title)}</span>
        </p>
        <div className="title-line">
          <h2 id="beside-title">{w(page.title)}</h2>
          <ClauseState page={page} />
          <a className="button end" href={clauseHash(page.id)}>
            {t('openClause')}
          </a>
        </div>
        <p className="meta">
          <span className="code">{page.id}</span>
          {page.sources[0]?.section && <span lang="zh-CN">{page.sources[0].section}</span>}
        </p>
        {!isHere && <Elsewhere page={page} />}
        {others.length > 0 && (
          <p className="meta links">
            <span>{t('quotedBy')}</span>
            {others.map((id) => (
              <a key={id} href={linkIn(source, id)}>
                {w(source.clauses[id] ?? { zh: id, en: id })}
              </a>
            ))}
          </p>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <section className="clause-body" tabIndex={0} aria-labelledby="beside-title">
        {page.notices.map((notice) => (
          <Notice key={`${notice.parameter}:${notice.from}`} notice={notice} />
        ))}
        <Rules page={page} />
        <TextPlacesContext value={places}>
          <Parameters groups={page.groups} />
        </TextPlacesContext>
      </section>
    </aside>
  )
})

const linkIn = ({ policy, document }: SourcePage, clause: string): string =>
  hashOfPlace({ page: 'source', policy: policy.id, document, clause, parameter: null })

/** Other clauses that quote some of the same words, in the order of the text. */
function sharing({ passages }: SourcePage, clause: string): readonly string[] {
  const own = passages.filter(({ id }) => id === clause)
  const met = passages.filter(
    (one) => one.id !== clause && own.some(({ start, end }) => one.start < end && start < one.end),
  )
  return [...new Set(met.toSorted((a, b) => a.start - b.start).map(({ id }) => id))]
}

/** A clause of another text: the way there. */
function Elsewhere({ page }: { page: ClausePage }) {
  const { t } = useWords()
  const at = page.sources.find((source) => source.at !== null)?.at
  return (
    <p className="meta is-warning">
      {t('notInThisText')}{' '}
      {at && (
        <a href={hashOfPlace({ page: 'source', ...at, clause: page.id, parameter: null })}>
          {t('inContext')}
        </a>
      )}
    </p>
  )
}

/** The clauses of a text in its order, as its table of contents. */
function Contents({ source }: { source: SourcePage }) {
  const { t, w } = useWords()
  const ids = [...new Set(source.passages.toSorted((a, b) => a.start - b.start).map(({ id }) => id))]
  return (
    <>
      <header className="beside-head">
        <h2>{t('clausesOfText', { n: ids.length })}</h2>
        <p className="soft">{t('textIntro')}</p>
      </header>
      <ul className="contents">
        {ids.map((id) => (
          <li key={id}>
            <a href={linkIn(source, id)}>{w(source.clauses[id] ?? { zh: id, en: id })}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
