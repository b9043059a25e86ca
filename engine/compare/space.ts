import type { Words } from '../base/words.ts'
import { type Expression, walk } from '../expression/expression.ts'
import type { Value } from '../expression/value.ts'
import type { FactDeclaration } from '../policy/declarations.ts'
import type { ValueType } from '../policy/types.ts'
import { domainOf, foundFact } from '../regions/domain.ts'

/** A fact, or a field of a record, that expressions look at. */
export interface Dimension {
  /** With the path: `fees.registration`. */
  readonly id: string
  readonly title: Words
  readonly type: ValueType
  /** Its values one by one; null: it runs along a line. */
  readonly values: readonly Value[] | null
}

/** The facts that expressions look at, and what of them cannot be followed. */
export interface Space {
  readonly choices: readonly Dimension[]
  readonly lines: readonly Dimension[]
  readonly unfollowed: readonly Words[]
}

/**
 * The facts of expressions. Texts that rules name stand for the values of an open list; without days, dates that
 * only choose among values are left out.
 */
export function spaceOf(
  expressions: readonly Expression[],
  facts: readonly FactDeclaration[],
  named: readonly string[],
  withDays = true,
): Space {
  const ids = new Map<string, Value | undefined>()
  const unfollowed = new Map<string, Words>()
  const miss = (zh: string, en: string) => unfollowed.set(en, { zh, en })
  const titleOf = (name: string): Words => foundFact(name, facts)?.title ?? { zh: name, en: name }
  const add = (id: string, type: ValueType): void => {
    if (type.name === 'record' && type.fields)
      for (const [key, field] of Object.entries(type.fields)) add(`${id}.${key}`, field.type)
    else ids.set(id, undefined)
  }
  for (const one of expressions.flatMap((expression) => [...walk(expression)])) {
    if (one.kind === 'given') {
      const { zh, en } = titleOf(one.fact)
      miss(`是否给出了${zh}`, `whether ${en} is given`)
    }
    if (one.kind === 'earlier') miss('同一申请中已付的部分', 'what other parts of the claim were paid')
    if (withDays && one.kind === 'parameter' && one.at !== 'month') add(one.at.fact, { name: 'date' })
    if (one.kind !== 'fact') continue
    const id = [one.name, ...one.path].join('.')
    const found = foundFact(id, facts)
    if (found) add(id, found.type)
    else miss(`事实 ${id}`, `the fact ${id}`)
    if (found?.type.series) miss(`按日期变化的${found.title.zh}`, `a series of ${found.title.en}`)
  }
  const choices: Dimension[] = []
  const lines: Dimension[] = []
  for (const id of ids.keys()) {
    const found = foundFact(id, facts)
    if (!found) continue
    const { title, type } = found
    const domain = domainOf(type, undefined, named)
    if (!domain) miss(`${title.zh}的所有取值`, `all values of ${title.en}`)
    else if (domain.kind === 'line') lines.push({ id, title, type, values: null })
    else {
      choices.push({ id, title, type, values: domain.values })
      if (domain.beyond) miss(`${title.zh}：${domain.beyond.zh}`, `${title.en}: ${domain.beyond.en}`)
    }
  }
  return { choices, lines, unfollowed: [...unfollowed.values()] }
}
