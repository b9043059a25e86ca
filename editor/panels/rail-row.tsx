import { memo } from 'react'
import type { Words } from '../../engine/index.ts'
import { isUnsaved } from '../state/store.ts'
import { useSignal } from '../state/use-signal.ts'
import type { Chapter, ClauseNode, Counts, PolicyNode, ProvisionNode } from '../state/view.ts'
import { derivation, store } from '../state/workbench.ts'
import type { DueView } from '../state/yearly-view.ts'
import { useWords } from '../words/use-words.ts'
import { TreeCounts } from './counts.tsx'
import { dueText } from './due-mark.tsx'
import { Mark } from './mark.tsx'
import { indexOf, policiesOf, type RailNode } from './rail-index.ts'

/** A policy, a provision or a clause, with what its cases say. */
export const TreeRow = memo(function TreeRow(row: {
  name: string
  expanded: boolean
  hasChildren: boolean
  current: boolean
  /** Whether the chapter it opens is said over it. */
  chapters: boolean
  className: string
  onClick: () => void
}) {
  const { t, w } = useWords()
  const entry = useSignal(derivation, (derived) => indexOf(policiesOf(derived)).nodes.get(row.name))
  const unsaved = useSignal(store, (state) => {
    if (!entry) return false
    if (entry.kind === 'clause') return (entry.node as ClauseNode).unsaved > 0
    if (entry.kind === 'policy') {
      const { folder } = entry.node as PolicyNode
      return [...state.files.values()].some((file) => file.path.startsWith(`${folder}/`) && isUnsaved(file))
    }
    const file = state.files.get(entry.file ?? '')
    return file !== undefined && isUnsaved(file)
  })
  if (!entry) return null
  const { kind, chapter } = entry
  const node = entry.node as { title: Words; counts: Counts; stale?: boolean }
  const due = dueOfNode(entry)
  // A folder that is open shows its dot where the change is.
  const dot = unsaved && (kind === 'clause' || !row.expanded)
  return (
    <>
      {row.chapters && chapter && <ChapterLine chapter={chapter} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the tree item around it has role and keys */}
      <div className={`tree-row ${kind}`} data-current={row.current} onClick={row.onClick}>
        {row.hasChildren ? (
          <svg className="arrow" data-open={row.expanded} viewBox="0 0 14 14" aria-hidden="true">
            <path fill="none" stroke="currentColor" strokeWidth="1.5" d="m5 3.5 3.5 3.5L5 10.5" />
          </svg>
        ) : (
          kind === 'provision' && <span className="arrow" />
        )}
        <span className="name">{w(node.title)}</span>
        {node.stale && <Mark shape="warning" label={t('lastValid')} className="little is-warning" />}
        {due && (
          <span className="state is-warning small due" title={dueText(due, t)}>
            <Mark shape="clock" label={dueText(due, t)} className="little" />
            <span aria-hidden="true">{due.days > 0 ? t('daysLeft', { n: due.days }) : t('overdue')}</span>
          </span>
        )}
        {dot && (
          <span className="dot">
            <span className="unseen">{t('unsaved')}</span>
          </span>
        )}
        <TreeCounts counts={node.counts} />
      </div>
    </>
  )
})

/** Of a clause, or of a provision's clauses, what is most pressing. */
function dueOfNode({ kind, node }: RailNode): DueView | null {
  if (kind === 'clause') return (node as ClauseNode).due
  if (kind === 'policy') return null
  return (node as ProvisionNode).clauses.reduce<DueView | null>(
    (first, { due }) => (due && (!first || due.days < first.days) ? due : first),
    null,
  )
}

/** Where in the text the provisions below it stand. The text has its headings in Chinese alone. */
function ChapterLine({ chapter: { section, heading } }: { chapter: Chapter }) {
  const { language } = useWords()
  return (
    <div className="chapter" lang="zh-CN" title={heading ?? undefined}>
      <span>{section}</span>
      {language === 'zh' && heading}
    </div>
  )
}
