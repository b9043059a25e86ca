import { Tree, type TreeNodeData, useTree } from '@mantine/core'
import { memo, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { clauseOf, go, place } from '../state/location.ts'
import { useSignal } from '../state/use-signal.ts'
import type { Derived } from '../state/view.ts'
import { derivation } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { StateCount } from './counts.tsx'
import { RailFind } from './rail-find.tsx'
import { indexOf, matching, nodeName, policiesOf, structureOf } from './rail-index.ts'
import { TreeRow } from './rail-row.tsx'

const shapeOf = (derived: Derived | null): string =>
  JSON.stringify(structureOf(policiesOf(derived)), ['value', 'label', 'children'])

/** Policies › provisions › clauses, and what all cases say. A provision with one clause stands for it. */
export function Rail({ open, onChosen }: { open: boolean; onChosen: () => void }) {
  const { t } = useWords()
  const shape = useSignal(derivation, shapeOf)
  const whole = useMemo(() => JSON.parse(shape) as TreeNodeData[], [shape])
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  // Of the tree that has this shape; counts are no part of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew with the shape, not with every verdict
  const index = useMemo(() => indexOf(policiesOf(derivation.get())), [shape])
  const data = useMemo(() => (wanted === '' ? whole : matching(whole, index, wanted)), [whole, index, wanted])
  const clause = useSignal(place, clauseOf)
  const current = useMemo(
    () => (clause === null ? null : (index.ofClause.get(clause) ?? nodeName('clause', clause))),
    [clause, index],
  )
  const selected = useMemo(() => (current === null ? [] : [current]), [current])
  const [expanded, setExpanded] = useState<Record<string, boolean>>({})
  const everything = useMemo(
    () => Object.fromEntries([...index.nodes.keys()].map((node) => [node, true])),
    [index],
  )
  const tree = useTree({
    selectedState: selected,
    expandedState: wanted === '' ? expanded : everything,
    onExpandedStateChange: setExpanded,
  })

  // The way to a clause opens when it is gone to; with a single policy there is nothing to choose from.
  useEffect(() => {
    const holds = (node: TreeNodeData): boolean =>
      selected.includes(node.value) || node.children?.some(holds) === true
    const way = whole.flatMap((policy) => [
      ...(policy.children?.filter((node) => node.children && holds(node)) ?? []),
      ...(holds(policy) || whole.length === 1 ? [policy] : []),
    ])
    setExpanded((now) => ({ ...now, ...Object.fromEntries(way.map((node) => [node.value, true])) }))
  }, [whole, selected])

  const choose = (chosen: string) => {
    const id = index.nodes.get(chosen)?.clause
    if (id === undefined || id === null) return tree.toggleExpanded(chosen)
    goToClause(id)
    onChosen()
  }

  return (
    <nav className="rail" aria-label={t('clauseList')} data-open={open}>
      <RailFind
        text={text}
        onText={setText}
        found={wanted === '' ? null : countClauses(data)}
        onEnter={() => {
          const first = firstClause(data)
          if (first) choose(first)
        }}
      />
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
        renderNode={({ node, expanded: isOpen, hasChildren, elementProps }) => (
          <TreeRow
            name={node.value}
            expanded={isOpen}
            hasChildren={hasChildren}
            current={selected.includes(node.value)}
            chapters={wanted === ''}
            onClick={() => choose(node.value)}
            className={elementProps.className}
          />
        )}
      />
      <RailFoot />
    </nav>
  )
}

/** Beside a text the chosen clause opens there; the text follows it. */
function goToClause(id: string): void {
  if (place.get().page === 'source')
    go({ page: 'source', policy: null, document: null, clause: id, parameter: null })
  else go({ page: 'clause', clause: id, case: null })
}

const leaves = (nodes: readonly TreeNodeData[]): readonly string[] =>
  nodes.flatMap((node) => (node.children ? leaves(node.children) : [node.value]))

const countClauses = (data: readonly TreeNodeData[]): number => leaves(data).length
const firstClause = (data: readonly TreeNodeData[]): string | undefined => leaves(data)[0]

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
