import { sameWords, type Words } from '../base/words.ts'
import { nodeAt } from '../document/document.ts'
import type { FactDeclaration, Origin } from '../policy/declarations.ts'
import type { Clause, Policy, Provision } from '../policy/policy.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import { type ChangeEffect, type PolicyChange, titleOf } from './change.ts'
import { clauseChanges, effectOf, withinClause } from './clauses.ts'
import { decidingMeaning } from './meaning.ts'
import {
  parameterAdded,
  parameterChanges,
  parameterRemoved,
  renamed,
  valueChanges,
  type Within,
} from './parameters.ts'
import { meaningOf, sameMeaning, typeMeaning } from './same.ts'

/**
 * What changed between two versions of policies, in words and in the order of the new ones. A text that
 * differs and changes nothing, by order, comments or spelling, is told as having no effect.
 *
 * Shape   old workspace × new workspace → changes; cases are not looked at
 */
export function changesBetween(before: Workspace, after: Workspace): readonly PolicyChange[] {
  const old = new Map(before.policies.map((policy) => [policy.id, policy]))
  const ids = new Set([...after.policies, ...before.policies].map(({ id }) => id))
  const moved = movedClauses(before, after)
  return [...ids].flatMap((id) => {
    const now = after.policies.find((policy) => policy.id === id)
    return policyChanges(old.get(id), now, { before, after, moved })
  })
}

interface Sides {
  readonly before: Workspace
  readonly after: Workspace
  /** New id → old one, of clauses that only moved. */
  readonly moved: ReadonlyMap<string, string>
}

/** A clause that is gone and one that came, which decide the same from the same words. */
function movedClauses(before: Workspace, after: Workspace): ReadonlyMap<string, string> {
  const key = (clause: Clause) => {
    const own = decidingMeaning(clause).replaceAll(`${clause.id}.`, '')
    return `${clause.source?.quote ?? ''}\n${own}`
  }
  const gone = new Map(
    clausesOf(before).flatMap((clause) => (after.clause(clause.id) ? [] : [[key(clause), clause.id]])),
  )
  return new Map(
    clausesOf(after).flatMap((clause) => {
      const from = before.clause(clause.id) ? undefined : gone.get(key(clause))
      return from === undefined ? [] : [[clause.id, from] as const]
    }),
  )
}

function policyChanges(
  old: Policy | undefined,
  now: Policy | undefined,
  sides: Sides,
): readonly PolicyChange[] {
  if (old === now) return []
  const provisions = new Set([...(now?.provisions ?? []), ...(old?.provisions ?? [])].map(({ id }) => id))
  return [
    ...(old && now ? headChanges(old, now) : []),
    ...factChanges(old, now),
    ...[...provisions].flatMap((id) =>
      provisionChanges(
        old?.provisions.find((one) => one.id === id),
        now?.provisions.find((one) => one.id === id),
        sides,
      ),
    ),
  ]
}

/** What a policy says of itself. */
function headChanges(old: Policy, now: Policy): readonly PolicyChange[] {
  const changes: PolicyChange[] = []
  const say = (
    kind: 'policy-changed' | 'source-changed',
    effect: ChangeEffect,
    subject: string,
    words: Words,
  ) =>
    changes.push({
      kind,
      effect,
      policy: now.id,
      clause: null,
      subject,
      title: now.title,
      words,
      origin: now.origin,
      side: 'new',
    })
  if (old.version !== now.version)
    say('policy-changed', 'words', 'version', sameWords(`${old.version} → ${now.version}`))
  if (!sameMeaning(old.effective, now.effective))
    say('policy-changed', 'words', 'effective', { zh: '改了施行期间', en: 'when it is in force changed' })
  if (JSON.stringify(old.title) !== JSON.stringify(now.title))
    say('policy-changed', 'words', 'title', renamed(old.title, now.title))
  for (const document of now.documents) {
    const before = old.documents.find(({ id }) => id === document.id)
    if (before?.text !== document.text)
      say('source-changed', 'words', document.id, {
        zh: before ? `原文《${document.title.zh}》改了` : `新的原文《${document.title.zh}》`,
        en: before ? `the text “${document.title.en}” changed` : `a new text, “${document.title.en}”`,
      })
  }
  for (const document of old.documents)
    if (!now.documents.some(({ id }) => id === document.id))
      say('source-changed', 'words', document.id, {
        zh: `原文《${document.title.zh}》不在了`,
        en: `the text “${document.title.en}” is gone`,
      })
  return changes
}

function factChanges(old: Policy | undefined, now: Policy | undefined): readonly PolicyChange[] {
  const [was, is] = [old?.facts ?? [], now?.facts ?? []]
  const policy = (now ?? old)?.id ?? ''
  const change = (
    fact: FactDeclaration,
    kind: PolicyChange['kind'],
    effect: ChangeEffect,
    words: Words,
  ): PolicyChange => ({
    kind,
    effect,
    policy,
    clause: null,
    subject: fact.name,
    title: fact.title,
    words,
    origin: fact.origin,
    side: kind === 'fact-removed' ? 'old' : 'new',
  })
  const known = (list: readonly FactDeclaration[], name: string) => list.find((fact) => fact.name === name)
  return [
    ...is.flatMap((fact) => {
      const before = known(was, fact.name)
      if (!before) return [change(fact, 'fact-added', 'words', { zh: '新的事实', en: 'a new fact' })]
      // Figures of an outside fact are assumed where none is given: they are told one by one.
      const figures = valueChanges(
        { values: before.figures, type: { ...before.type, series: false } },
        { values: fact.figures, type: { ...fact.type, series: false } },
        change(fact, 'fact-changed', 'decision', fact.title),
      )
      if (figures.length > 0) return figures
      const decides = ({ type, absent, from }: FactDeclaration) =>
        `${typeMeaning(type)} ${meaningOf([absent === undefined ? 'unknown' : absent, from])}`
      if (decides(before) !== decides(fact))
        return [
          change(fact, 'fact-changed', 'decision', {
            zh: '改了类型、范围、假定或来源',
            en: 'type, range, what is assumed or where it comes from changed',
          }),
        ]
      if (JSON.stringify(before.title) !== JSON.stringify(fact.title))
        return [change(fact, 'words-changed', 'words', renamed(before.title, fact.title))]
      return []
    }),
    ...was
      .filter(({ name }) => !known(is, name))
      .map((fact) => change(fact, 'fact-removed', 'words', { zh: '不再有这个事实', en: 'the fact is gone' })),
  ]
}

function provisionChanges(
  old: Provision | undefined,
  now: Provision | undefined,
  sides: Sides,
): readonly PolicyChange[] {
  if (old === now) return []
  return [
    ...sharedParameters(old, now),
    ...(now?.clauses ?? []).flatMap((clause) => ofClause(clause, sides)),
    ...(old?.clauses ?? [])
      .filter(({ id }) => !sides.after.clause(id) && ![...sides.moved.values()].includes(id))
      .map((clause) =>
        whole(clause, 'clause-repealed', 'old', { zh: '删去的条款', en: 'a clause is repealed' }),
      ),
  ]
}

const whole = (
  clause: Clause,
  kind: 'clause-added' | 'clause-repealed' | 'clause-moved' | 'formula-changed' | 'no-effect',
  side: 'new' | 'old',
  words: Words,
): PolicyChange => ({
  kind,
  effect: kind === 'no-effect' ? 'none' : kind === 'clause-moved' ? 'words' : 'decision',
  policy: clause.policy,
  clause: clause.id,
  subject: clause.id,
  title: clause.title,
  words,
  origin: clause.origin,
  side,
})

function ofClause(clause: Clause, sides: Sides): readonly PolicyChange[] {
  const { before, after, moved } = sides
  const old = before.clause(clause.id)
  if (!old) {
    const from = moved.get(clause.id)
    return from === undefined
      ? [whole(clause, 'clause-added', 'new', { zh: '新的条款', en: 'a new clause' })]
      : [
          whole(clause, 'clause-moved', 'new', {
            zh: `由 ${from} 改名或移来，规则不变`,
            en: `renamed or moved from ${from}; the rule is the same`,
          }),
        ]
  }
  const changes = clauseChanges({ old, now: clause, before, after })
  // Whatever has no words of its own here is told all the same: nothing that decides may pass for no effect.
  // Values of parameters that stand elsewhere are told there.
  const isTold = changes.some(({ effect }) => effect !== 'words')
  if (!isTold && decidingMeaning(old, true) !== decidingMeaning(clause, true))
    return [
      ...changes,
      whole(clause, 'formula-changed', 'new', {
        zh: '判定所依据的内容变了',
        en: 'what it decides by changed',
      }),
    ]
  if (changes.length > 0 || textOf(old.origin, before) === textOf(clause.origin, after)) return changes
  return [
    whole(clause, 'no-effect', 'new', {
      zh: '只改了次序、注释或写法，对判定无影响',
      en: 'only order, comments or spelling changed; nothing is decided otherwise',
    }),
  ]
}

/** What is written at a place. */
export function textOf({ file, path }: Origin, workspace: Workspace): string {
  const document = workspace.documents.get(file)
  const node = nodeAt(document?.root, path)
  return document && node ? document.text.slice(...node.span) : ''
}

/** Parameters that several clauses of a provision share. */
function sharedParameters(old: Provision | undefined, now: Provision | undefined): readonly PolicyChange[] {
  const clauses = (now ?? old)?.clauses ?? []
  const first = clauses[0]
  if (!first) return []
  const within: Within = {
    ...withinClause(first),
    title: (what) => titleOf((now ?? old)?.title ?? what, what),
  }
  const effect = (parameter: Provision['parameters'][number]): ChangeEffect => {
    const effects = new Set(clauses.map((clause) => effectOf(parameter, clause)))
    effects.delete('words')
    return effects.size === 0 ? 'words' : effects.size === 1 ? ([...effects][0] ?? 'words') : 'decision'
  }
  const before = old?.parameters ?? []
  return [
    ...(now?.parameters ?? []).flatMap((parameter) => {
      const was = before.find(({ key }) => key === parameter.key)
      return was
        ? parameterChanges(was, parameter, within, effect(parameter))
        : [parameterAdded(parameter, within, effect(parameter))]
    }),
    ...before
      .filter(({ key }) => !now?.parameters.some((parameter) => parameter.key === key))
      .map((parameter) => parameterRemoved(parameter, within, effect(parameter))),
  ]
}
