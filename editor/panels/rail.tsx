import { Tree, type TreeNodeData, useTree } from '@mantine/core'
import { memo, useEffect, useMemo, useState } from 'react'
import type { Words } from '../../engine/index.ts'
import { go, place } from '../state/location.ts'
import { isUnsaved } from '../state/store.ts'
import { useSignal } from '../state/use-signal.ts'
import type { ClauseNode, Counts, Derived, PolicyNode, ProvisionNode } from '../state/view.ts'
import { derivation, store } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { StateCount, TreeCounts } from './counts.tsx'
import { Mark } from './mark.tsx'

type Kind = 'policy' | 'provision' | 'clause'
type Entry = {
  readonly kind: Kind
  readonly node: PolicyNode | ProvisionNode | ClauseNode
  readonly file: string | null
}

const value = (kind: Kind, id: string) => `${kind}:${id}`

/** Nodes by their place in the tree; made once for each new tree. */
const indexes = new WeakMap<readonly PolicyNode[], ReadonlyMap<string, Entry>>()

function indexOf(policies: readonly PolicyNode[]): ReadonlyMap<string, Entry> {
  const known = indexes.get(policies)
  if (known) return known
  const index = new Map<string, Entry>()
  for (const policy of policies) {
    index.set(value('policy', policy.id), { kind: 'policy', node: policy, file: null })
    for (const provision of policy.provisions) {
      index.set(value('provision', provision.id), {
        kind: 'provision',
        node: provision,
        file: provision.file,
      })
      for (const clause of provision.clauses)
        index.set(value('clause', clause.id), { kind: 'clause', node: clause, file: clause.file })
    }
  }
  indexes.set(policies, index)
  return index
}

const noPolicies: readonly PolicyNode[] = []
const policiesOf = (derived: Derived | null) => derived?.policies ?? noPolicies

/** Structure alone: counts come to each row by itself, so that a key typed paints only the rows it moved. */
const structureOf = (policies: readonly PolicyNode[]): TreeNodeData[] =>
  policies.map((policy) => ({
    value: value('policy', policy.id),
    label: policy.id,
    children: policy.provisions.map((provision) => ({
      value: value('provision', provision.id),
      label: provision.id,
      children: provision.clauses.map((clause) => ({ value: value('clause', clause.id), label: clause.id })),
    })),
  }))

/** Policies › provisions › clauses, and what all cases say. */
export function Rail({ open, onChosen }: { open: boolean; onChosen: () => void }) {
  const { t } = useWords()
  const shape = useSignal(derivation, (derived) =>
    JSON.stringify(structureOf(policiesOf(derived)), ['value', 'label', 'children']),
  )
  const data = useMemo(() => JSON.parse(shape) as TreeNodeData[], [shape])
  const clause = useSignal(place, (now) => (now.page === 'clause' ? now.clause : null))
  const selected = useMemo(() => (clause === null ? [] : [value('clause', clause)]), [clause])
  const [expanded, setExpanded] = useState<Record<string, boolean>>({})
  const tree = useTree({
    selectedState: selected,
    expandedState: expanded,
    onExpandedStateChange: setExpanded,
  })

  // The way to a clause opens when it is gone to; with a single policy there is nothing to choose from.
  useEffect(() => {
    const way = data.flatMap((policy) => {
      const provision = policy.children?.find(({ children }) =>
        children?.some((node) => selected.includes(node.value)),
      )
      return [...(provision ? [provision] : []), ...(provision || data.length === 1 ? [policy] : [])]
    })
    setExpanded((now) => ({ ...now, ...Object.fromEntries(way.map((node) => [node.value, true])) }))
  }, [data, selected])

  const choose = (chosen: string) => {
    if (!chosen.startsWith('clause:')) return tree.toggleExpanded(chosen)
    go({ page: 'clause', clause: chosen.slice('clause:'.length), case: null })
    onChosen()
  }

  return (
    <nav className="rail" aria-label={t('clauseList')} data-open={open}>
      <Tree
        className="tree"
        data={data}
        tree={tree}
        levelOffset={0}
        expandOnClick={false}
        expandOnSpace={false}
        allowRangeSelection={false}
        aria-label={t('clauseList')}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          const chosen = (event.target as HTMLElement).dataset.value
          if (!chosen) return
          event.preventDefault()
          choose(chosen)
        }}
        renderNode={({ node, expanded, hasChildren, elementProps }) => (
          <TreeRow
            name={node.value}
            expanded={expanded}
            hasChildren={hasChildren}
            current={selected.includes(node.value)}
            onClick={() => choose(node.value)}
            className={elementProps.className}
          />
        )}
      />
      <RailFoot />
    </nav>
  )
}

const TreeRow = memo(function TreeRow(row: {
  name: string
  expanded: boolean
  hasChildren: boolean
  current: boolean
  className: string
  onClick: () => void
}) {
  const { t, w } = useWords()
  const entry = useSignal(derivation, (derived) => indexOf(policiesOf(derived)).get(row.name))
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
  const { kind, node } = entry as { kind: Kind; node: { title: Words; counts: Counts; stale?: boolean } }
  // A folder that is open shows its dot where the change is.
  const dot = unsaved && (kind === 'clause' || !row.expanded)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the tree item around it has role and keys
    <div
      className={`tree-row ${kind}`}
      data-current={row.current}
      onClick={row.onClick}
      title={w(node.title)}
    >
      {row.hasChildren && (
        <svg className="arrow" data-open={row.expanded} viewBox="0 0 14 14" aria-hidden="true">
          <path fill="none" stroke="currentColor" strokeWidth="1.5" d="m5 3.5 3.5 3.5L5 10.5" />
        </svg>
      )}
      <span className="name">{w(node.title)}</span>
      {node.stale && <Mark shape="warning" label={t('lastValid')} className="little is-warning" />}
      {dot && (
        <span className="dot">
          <span className="unseen">{t('unsaved')}</span>
        </span>
      )}
      <TreeCounts counts={node.counts} />
    </div>
  )
})

/** All cases, and the time the last run took. */
const RailFoot = memo(function RailFoot() {
  const { t } = useWords()
  const counts = useSignal(derivation, (derived) => derived?.counts ?? null)
  const took = useSignal(derivation, (derived) => Math.max(1, Math.round(derived?.took ?? 0)))
  if (!counts) return <div className="rail-foot" />
  const total = counts.passing + counts.explained + counts.unexplained
  return (
    <div className="rail-foot">
      <span>
        <b>{total}</b> {t('casesTotal')}
      </span>
      <StateCount cause="passing" count={counts.passing} />
      {counts.explained > 0 && <StateCount cause="explained" count={counts.explained} />}
      {counts.unexplained > 0 && <StateCount cause="unexplained" count={counts.unexplained} />}
      <span className="end">{t('milliseconds', { n: took })}</span>
    </div>
  )
})
