import type { Entry, MapNode } from '../document/document.ts'
import { asMap, child, entriesOf, keyOriginOf, type Place, textOf } from './nodes.ts'
import { type Problems, report, reportUnknownName } from './problems.ts'

/** Which alternative of an open question is taken: `AMB-32` is its first, `AMB-32=name` another. */
export interface ChosenReading {
  readonly id: string
  readonly alternative: string | null
}

export function parseReading(text: string): ChosenReading {
  const at = text.indexOf('=')
  return at < 0 ? { id: text, alternative: null } : { id: text.slice(0, at), alternative: text.slice(at + 1) }
}

/** Readings as the name of what is built under them. */
export const readingsKey = (readings: readonly ChosenReading[]): string =>
  readings.map(({ id, alternative }) => `${id}=${alternative ?? ''}`).join(' ')

/** The `change:` of the chosen alternative, where the clause states that reading. */
export function changeOf(clause: Place, reading: ChosenReading): Place | undefined {
  const stated = child(clause, 'readings')
  const alternatives = stated && child(stated, reading.id)
  const options = entriesOf(alternatives && child(alternatives, 'alternatives'))
  const option =
    reading.alternative === null ? options[0] : options.find(({ key }) => key === reading.alternative)
  return option && child(option, 'change')
}

const sections = new Set([
  'parameters',
  'facts',
  'conditions',
  'values',
  'eligibility',
  'amount',
  'outputs',
  'refer',
  'unit',
  'check',
  'opens',
  'stacking',
])

/**
 * A clause with the places that a reading changes replaced. The new nodes keep their own spans, so that
 * messages about them point into the reading.
 *
 * Errors  READING_PATH
 */
export function withChange<P extends Place>(clause: P, change: Place, problems: Problems): P {
  let node = asMap(clause)
  if (!node) return clause
  for (const entry of entriesOf(change)) {
    const [section = '', ...rest] = entry.key.split('.')
    if (!sections.has(section)) {
      reportUnknownName(
        problems,
        'READING_PATH',
        keyOriginOf(entry),
        section,
        { zh: '条款的一部分', en: 'a part of a clause' },
        [...sections].map((name) => ({ name, origin: null })),
      )
      continue
    }
    const removed = textOf(entry) === 'removed'
    const key = rest.join('.')
    if (removed && !hasPlace(clause, section, key)) {
      report(
        problems,
        'READING_PATH',
        keyOriginOf(entry),
        { zh: `条款里没有 \`${entry.key}\``, en: `the clause has no \`${entry.key}\`` },
        { zh: '改正位置，或去掉这一行', en: 'correct the place, or remove the line' },
      )
      continue
    }
    const given: Entry = {
      key: { kind: 'scalar', text: key, source: key, style: 'plain', span: entry.keySpan },
      value: entry.node,
    }
    node =
      key === ''
        ? replaceEntry(
            node,
            section,
            removed ? null : { ...given, key: { ...given.key, text: section, source: section } },
          )
        : replaceInside(node, section, key, removed ? null : given)
  }
  return { ...clause, node }
}

const hasPlace = (clause: Place, section: string, key: string): boolean => {
  const at = child(clause, section)
  return at !== undefined && (key === '' || child(at, key) !== undefined)
}

function replaceEntry(map: MapNode, key: string, entry: Entry | null): MapNode {
  const index = map.entries.findIndex((candidate) => candidate.key.text === key)
  const entries = [...map.entries]
  if (index < 0) {
    if (entry) entries.push(entry)
  } else entries.splice(index, 1, ...(entry ? [entry] : []))
  return { ...map, entries }
}

function replaceInside(map: MapNode, section: string, key: string, entry: Entry | null): MapNode {
  const at = map.entries.find((candidate) => candidate.key.text === section)
  const inner: MapNode =
    at?.value?.kind === 'map' ? at.value : { kind: 'map', flow: false, entries: [], span: map.span }
  const sectionKey = at?.key ?? {
    kind: 'scalar',
    text: section,
    source: section,
    style: 'plain',
    span: map.span,
  }
  return replaceEntry(map, section, { key: sectionKey, value: replaceEntry(inner, key, entry) })
}
