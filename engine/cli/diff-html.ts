import { escapedHtml } from '../base/html.ts'
import type { Language, Words } from '../base/words.ts'
import { caseOptions } from '../cases/tasks.ts'
import { effectNames } from '../compare/change.ts'
import type { ClauseEffect } from '../compare/effects.ts'
import type { Stretches } from '../compare/part-effect.ts'
import type { Review } from '../compare/review.ts'
import type { EffectWords, WitnessWords } from '../compare/review-words.ts'
import type { Explanation } from '../decision/decision.ts'
import { explain } from '../decision/explain.ts'
import { planFromClause } from '../plan/from-clause.ts'
import { groupDigits } from '../policy/format.ts'
import type { Clause } from '../policy/policy.ts'
import { valueWords } from '../regions/why-words.ts'
import { caseGroups, idsText } from './diff-cases.ts'
import { style } from './diff-html-style.ts'
import { clauseOf, effectLines, type Told, toldOf, type Versions } from './diff-text.ts'
import { pageWords, sameClauses } from './diff-words.ts'

export interface PageOptions {
  readonly language: Language
  /** What both versions are called; empty for the files as they are. */
  readonly names: { readonly before: string; readonly after: string }
  /** ISO; none where nobody says what day it is. */
  readonly today: string | undefined
}

/** A tag with text or other tags in it. */
const tag = (name: string, inner: string, attributes = ''): string =>
  `<${name}${attributes === '' ? '' : ` ${attributes}`}>${inner}</${name}>`

const div = (kind: string, ...inner: readonly string[]): string =>
  tag('div', inner.join('\n'), `class="${kind}"`)

/** A review as one page without scripts or other files, to be read, printed on A4 and signed. */
export async function diffHtml(review: Review, versions: Versions, options: PageOptions): Promise<string> {
  const { language } = options
  const t = (words: Words) => escapedHtml(words[language])
  const told = toldOf(review, versions)
  const clauses: string[] = []
  for (const [index, one] of told.entries())
    clauses.push(await clauseSection(one, index + 1, versions, language))
  const title = t(pageWords.title)
  return [
    '<!doctype html>',
    `<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style></head>`,
    '<body><main>',
    header(review, versions, options),
    ...(clauses.length > 0 ? clauses : [tag('p', t(pageWords.nothing))]),
    casesSection(review, language),
    signatures(review, language),
    '</main></body></html>',
    '',
  ].join('\n')
}

function header(
  review: Review,
  { before, after }: Versions,
  { language, names, today }: PageOptions,
): string {
  const t = (words: Words) => escapedHtml(words[language])
  const versionOf = (workspace: Versions['before']) =>
    workspace.policies
      .map(({ title, version }) => `${title[language]} ${version}`)
      .join(language === 'zh' ? '、' : ', ')
  const name = (one: string) => (one === '' ? t(pageWords.files) : escapedHtml(one))
  const count = (...effects: readonly string[]) =>
    review.changes.filter(({ effect }) => effects.includes(effect)).length
  const row = (words: Words, called: string, versions: string, hash: string) =>
    tag(
      'tr',
      tag('th', t(words), 'scope="row"') +
        tag('td', name(called)) +
        tag('td', escapedHtml(versions)) +
        tag('td', tag('code', `${hash.slice(0, 32)}<wbr>${hash.slice(32)}`)),
    )
  return tag(
    'header',
    [
      tag('h1', t(pageWords.title)),
      tag(
        'p',
        escapedHtml(
          pageWords.summary(
            review.changes.length,
            count('amount'),
            count('eligibility'),
            count('decision'),
            count('words', 'none'),
          )[language],
        ),
        'class="lead"',
      ),
      tag(
        'table',
        [
          tag(
            'thead',
            tag(
              'tr',
              [pageWords.version, pageWords.called, pageWords.policies, pageWords.hash]
                .map((one) => tag('th', t(one), 'scope="col"'))
                .join(''),
            ),
          ),
          tag(
            'tbody',
            row(pageWords.old, names.before, versionOf(before), review.hashes.before) +
              row(pageWords.now, names.after, versionOf(after), review.hashes.after),
          ),
        ].join(''),
        'class="versions"',
      ),
      ...(review.same > 0
        ? [tag('p', `<b aria-hidden="true">✓</b> ${t(sameClauses(review.same))}`, 'class="proven"')]
        : []),
      ...(today === undefined
        ? []
        : [tag('p', `${t(pageWords.made)} ${escapedHtml(today.slice(0, 10))}`, 'class="made"')]),
    ].join('\n'),
  )
}

async function clauseSection(
  { changes, effects }: Told,
  number: number,
  versions: Versions,
  language: Language,
): Promise<string> {
  const t = (words: Words) => escapedHtml(words[language])
  const [first] = changes
  const heading = effects[0]?.effect.title ?? first?.title ?? { zh: '', en: '' }
  const list = changes.map(({ title, words, effect, side }) =>
    tag(
      'li',
      `${tag('span', t(effectNames[effect]), `class="touch ${effect}"`)} ${tag('b', t(title))}<br>${t(words)}${side === 'old' ? ` <em>${t(pageWords.gone)}</em>` : ''}`,
    ),
  )
  const parts: string[] = []
  for (const one of effects) parts.push(await effectBlock(one.effect, one.words, versions, language))
  return tag(
    'section',
    [
      tag(
        'h2',
        `<span class="number">${number}</span> ${t(heading)} ${effects[0] ? tag('code', escapedHtml(effects[0].effect.clause)) : ''}`,
      ),
      list.length > 0
        ? tag('ul', list.join('\n'), 'class="changes"')
        : tag('p', t(pageWords.elsewhere), 'class="note"'),
      ...parts,
      tag('p', `<span class="box"></span>${t(pageWords.checked)}<span class="line"></span>`, 'class="tick"'),
    ].join('\n'),
  )
}

async function effectBlock(
  effect: ClauseEffect,
  words: EffectWords,
  versions: Versions,
  language: Language,
): Promise<string> {
  const lines = effectLines(effect, words, language).filter(
    ({ key }) => (key !== 'witness' && key !== 'also') || !effect.witness,
  )
  const rows = lines.map(({ key, label, text }) =>
    tag('tr', tag('th', escapedHtml(label), 'scope="row"') + tag('td', escapedHtml(text)), `class="${key}"`),
  )
  return [
    ...(await Promise.all(
      effect.witnesses.map((witness, index) =>
        witnessBlock(
          { ...effect, witness },
          index === 0 ? words : (words.also[index - 1] ?? words),
          versions,
          language,
        ),
      ),
    )),
    tag('table', tag('tbody', rows.join('')), 'class="told"'),
    ...effect.parts.flatMap(({ stretches, kind, complete }) =>
      kind === 'amount' && stretches ? [strip(stretches, complete, language)] : [],
    ),
  ].join('\n')
}

async function witnessBlock(
  { clause, under, witness }: ClauseEffect,
  words: WitnessWords,
  { before, after }: Versions,
  language: Language,
): Promise<string> {
  if (!witness) return ''
  const t = (one: Words) => escapedHtml(one[language])
  const [old, now] = [clauseOf(before, { clause, under }), clauseOf(after, { clause, under })]
  const facts = words.facts.map(({ title, value, moved }) =>
    tag('tr', tag('th', t(title), 'scope="row"') + tag('td', t(value)), moved ? 'class="moved"' : ''),
  )
  const steps = stepRows(await explained(old, witness.facts), await explained(now, witness.facts), language)
  const last = tag(
    'tr',
    tag('th', t(pageWords.result), 'scope="row"') +
      tag('td', t(words.before ?? pageWords.none)) +
      tag(
        'td',
        `${t(words.after ?? pageWords.none)}${words.change ? ` ${tag('b', `(${t(words.change)})`)}` : ''}`,
      ),
    'class="result"',
  )
  const head = tag(
    'tr',
    [pageWords.steps, pageWords.old, pageWords.now].map((one) => tag('th', t(one), 'scope="col"')).join(''),
  )
  return div(
    'witness',
    div('facts', tag('h3', t(pageWords.witness)), tag('table', tag('tbody', facts.join('')))),
    div(
      'steps',
      tag('h3', t(pageWords.reckoned)),
      tag('table', tag('thead', head) + tag('tbody', steps + last)),
    ),
  )
}

const explained = async (
  clause: Clause | undefined,
  facts: NonNullable<ClauseEffect['witness']>['facts'],
): Promise<Explanation | null> =>
  clause ? (await explain(planFromClause(clause), facts, caseOptions)).explanation : null

/** The steps of both versions beside each other, those that are others marked. */
function stepRows(old: Explanation | null, now: Explanation | null, language: Language): string {
  const [before, after] = [old?.steps ?? [], now?.steps ?? []]
  const rows = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => {
    const [a, b] = [before[index], after[index]]
    const [was, is] = [a?.words[language], b?.words[language]]
    // Where one version comes to no amount, the steps of the other are not struck out.
    const said =
      was === is || before.length === 0 || after.length === 0
        ? escapedHtml(is ?? was ?? '')
        : [was && tag('del', escapedHtml(was)), is && tag('ins', escapedHtml(is))].filter(Boolean).join(' ')
    const cell = (one: typeof a) => tag('td', escapedHtml(one?.shown[language] ?? '—'))
    const isOther = was !== is || a?.shown[language] !== b?.shown[language]
    return tag('tr', tag('th', said, 'scope="row"') + cell(a) + cell(b), isOther ? 'class="other"' : '')
  })
  return rows.join('')
}

/** How many stretches a strip shows. */
const mostShown = 7

type Stretch = Stretches['all'][number]

/** All values of one fact as a strip: where nothing changes, where it grows, where it stays. */
function strip({ title, type, all }: Stretches, isComplete: boolean, language: Language): string {
  const pieces = joined(all)
  if (pieces.length < 2 || pieces.length > mostShown) return ''
  const shown = (one: Stretch['ends'][number]) =>
    one === null ? '…' : `${one.isNegative ? '' : '+'}${groupDigits(one.toString(2))}`
  const cells = pieces.map((piece, index) => {
    const { from, differs, ends } = piece
    const flat = flatOf(piece)
    const text = !differs
      ? pageWords.same[language]
      : flat === null
        ? `${shown(ends[0])} – ${shown(ends[1])}`
        : shown(ends[0] ?? ends[1])
    const start = index === 0 || !from ? '' : valueWords(from.value, type)[language]
    return tag(
      'div',
      `<i></i>${tag('span', escapedHtml(text))}${tag('small', escapedHtml(start))}`,
      `class="${differs ? (flat === null ? 'growing' : 'flat') : 'same'}"`,
    )
  })
  const caption = (isComplete ? pageWords.along : pageWords.near)[language].replace('{fact}', title[language])
  return tag('figure', `${tag('figcaption', escapedHtml(caption))}${div('strip', ...cells)}`)
}

/** What a stretch brings all along; null where it is not the same. */
const flatOf = ({ change, ends: [low, high] }: Stretch): string | null =>
  change?.slope.numerator === 0n || (low !== null && high !== null && low.equals(high))
    ? ((low ?? high ?? null)?.toString() ?? null)
    : null

/** Neighbours that bring the same are one piece. */
function joined(all: Stretches['all']): readonly Stretch[] {
  const done: Stretch[] = []
  for (const one of all) {
    const last = done.at(-1)
    const isSame =
      last !== undefined &&
      last.differs === one.differs &&
      (!one.differs || (flatOf(last) !== null && flatOf(last) === flatOf(one)))
    if (last && isSame) done[done.length - 1] = { ...last, to: one.to }
    else done.push(one)
  }
  return done
}

function casesSection({ cases, changes }: Review, language: Language): string {
  const groups = caseGroups(cases, changes)
  if (groups.length === 0) return ''
  const rows = groups.map(({ words, cases: list, isOpen }) =>
    tag(
      'tr',
      tag('th', escapedHtml(words[language]), 'scope="row"') +
        tag('td', String(list.length), 'class="count"') +
        tag('td', isOpen || list.length <= 5 ? escapedHtml(idsText(list, language)) : ''),
      isOpen ? 'class="open"' : '',
    ),
  )
  return tag(
    'section',
    `${tag('h2', escapedHtml(pageWords.cases[language]))}${tag('table', tag('tbody', rows.join('')), 'class="cases"')}`,
  )
}

/** Who drafted, reviewed and approved: name and day by hand, beside what was signed. */
function signatures({ hashes }: Review, language: Language): string {
  const line = (words: Words) =>
    div(
      'sign',
      tag('b', escapedHtml(words[language])),
      '<span class="line"></span>',
      tag('span', escapedHtml(pageWords.day[language])),
      '<span class="line short"></span>',
    )
  return tag(
    'footer',
    [
      tag('h2', escapedHtml(pageWords.signed[language])),
      tag('p', escapedHtml(pageWords.statement[language])),
      ...[pageWords.drafted, pageWords.reviewed, pageWords.approved].map(line),
      tag('p', `SHA-256 ${hashes.before.slice(0, 16)} → ${hashes.after.slice(0, 16)}`, 'class="hash"'),
    ].join('\n'),
  )
}
