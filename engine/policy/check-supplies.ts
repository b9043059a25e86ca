import type { FactDeclaration, Origin, Parameter } from './declarations.ts'
import type { Clause } from './policy.ts'
import { type Problems, report, reportUnknownName } from './problems.ts'

/**
 * Whether the facts that stand in for redacted parameters are there and are of their type.
 *
 * Errors  NAME_UNKNOWN, TYPE_MISMATCH
 */
export function checkRedacted(
  parameters: readonly Parameter[],
  facts: ReadonlyMap<string, FactDeclaration>,
  problems: Problems,
): void {
  for (const { redacted, name, type, origin } of parameters) {
    if (redacted === null) continue
    const fact = facts.get(redacted)
    if (!fact)
      reportUnknownName(
        problems,
        'NAME_UNKNOWN',
        origin,
        redacted,
        { zh: `给出 \`${name}\` 的事实`, en: `the fact that supplies \`${name}\`` },
        [...facts.values()].map((known) => ({ name: known.name, origin: known.origin })),
      )
    else if (fact.type.name !== type.name)
      report(
        problems,
        'TYPE_MISMATCH',
        origin,
        {
          zh: `\`${name}\` 是 \`${type.name}\`，给出它的 \`${redacted}\` 是 \`${fact.type.name}\``,
          en: `\`${name}\` is a \`${type.name}\`, but \`${redacted}\`, which supplies it, a \`${fact.type.name}\``,
        },
        { zh: '两处写同一类型', en: 'give both the same type' },
      )
  }
}

/**
 * Whether the clauses that facts come `from:` are there and can answer.
 *
 * Errors  CLAUSE_UNKNOWN, TYPE_MISMATCH
 */
export function checkFactSources(
  facts: readonly FactDeclaration[],
  clauses: ReadonlyMap<string, Clause>,
  problems: Problems,
): void {
  for (const { name, from, type, origin } of facts) {
    if (from === null) continue
    const clause = clauses.get(from.clause)
    if (!clause) {
      const known = [...clauses.keys()].map((id) => ({ name: id, origin: null }))
      reportUnknownName(
        problems,
        'CLAUSE_UNKNOWN',
        origin,
        from.clause,
        { zh: '条款', en: 'a clause' },
        known,
      )
    } else if (type.name !== 'boolean')
      reportMisfit(origin, problems, {
        zh: `\`${name}\` 由条款认定，但不是是否项`,
        en: `\`${name}\` comes from a clause but is not a yes/no`,
      })
    else if (clause.kind === 'check')
      reportMisfit(origin, problems, {
        zh: `\`${from.clause}\` 是核对，不作认定`,
        en: `\`${from.clause}\` is a check and decides nothing`,
      })
    else if (from.opens && clause.opens.length === 0)
      reportMisfit(origin, problems, {
        zh: `\`${from.clause}\` 没有开放别的条款`,
        en: `\`${from.clause}\` opens no clause`,
      })
  }
}

const reportMisfit = (
  origin: Origin,
  problems: Problems,
  message: { readonly zh: string; readonly en: string },
): void =>
  report(problems, 'TYPE_MISMATCH', origin, message, {
    zh: '改正 from，或去掉它',
    en: 'correct `from`, or remove it',
  })
