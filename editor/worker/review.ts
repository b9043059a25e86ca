import {
  type Amendment,
  bumpFor,
  type CaseComparison,
  type Clause,
  type ClauseEffect,
  draftAmendment,
  effectWords,
  fileKind,
  filesOfChange,
  formatVersion,
  isCause,
  larger,
  leastAfter,
  type PolicyChange,
  parseVersion,
  type Review,
  reviewOf,
  suiteOf,
  versionHash,
  type Words,
  type Workspace,
  witnessCases,
} from '../../engine/index.ts'
import type {
  ChangeCases,
  EffectView,
  LawView,
  MovedCaseView,
  ReviewAsked,
  ReviewedChangeView,
  ReviewedVersionView,
  ReviewView,
  VersionAsked,
  WitnessView,
} from '../state/review-view.ts'
import { fileFor } from './case-lines.ts'
import { outcomeWords } from './outcome.ts'
import { witnessSection } from './review-section.ts'
import { stretchesView } from './review-stretches.ts'

type Files = ReadonlyMap<string, string>

/** A version that was read: its texts and what they say. */
interface Version {
  readonly name: string
  readonly texts: Files
  readonly workspace: Workspace
}

/** What the engine has read of the files at hand. */
export interface AtHand {
  readonly now: Files
  readonly saved: Files
  readonly read: (texts: Files) => Workspace
}

/** Two versions compared for a reviewer: what changed, what it does, which text it asks for. */
export async function reviewView(asked: ReviewAsked, atHand: AtHand): Promise<ReviewView> {
  const [before, after] = [versionOf(asked.before, atHand), versionOf(asked.after, atHand)]
  const faults = [before, after].flatMap(faultsOf)
  if (faults.length > 0) return { ok: false, faults }
  const review = reviewOf(before.workspace, after.workspace)
  const amendment = draftAmendment(before.workspace, after.workspace, { changes: review.changes })
  const effects = new Map<string, readonly EffectView[]>()
  for (const effect of review.effects)
    effects.set(effect.clause, [
      ...(effects.get(effect.clause) ?? []),
      await effectView(effect, before.workspace, after.workspace),
    ])
  const told = new Map<string, number>()
  return {
    ok: true,
    before: versionView(before, []),
    after: versionView(after, review.changes),
    same: review.same,
    changes: review.changes.map((change) => {
      const one = changeView(change, review, amendment, before, after, effects)
      // Two changes of one kind in one place are told apart by their order.
      const times = (told.get(one.key) ?? 0) + 1
      told.set(one.key, times)
      return times === 1 ? one : { ...one, key: `${one.key} ${times}` }
    }),
  }
}

function versionOf({ name, files }: VersionAsked, { now, saved, read }: AtHand): Version {
  const texts = files
    ? new Map(files.map(({ path, text }) => [path, text]))
    : name === 'saved'
      ? saved
      : new Map(now)
  return { name, texts, workspace: read(texts) }
}

/** Faults of a version, the first few: two versions are compared when both can be decided by. */
function faultsOf({ name, workspace }: Version): readonly Words[] {
  // A fault in a log is told where it stands: it decides nothing.
  const errors = workspace.diagnostics.filter(
    ({ severity, file }) => severity === 'error' && fileKind(file)?.kind !== 'log',
  )
  return errors.slice(0, 3).map(({ file, message }) => ({
    zh: `${name}：${file}：${message.zh}`,
    en: `${name}: ${file}: ${message.en}`,
  }))
}

const versionView = (
  { name, texts, workspace }: Version,
  changes: readonly PolicyChange[],
): ReviewedVersionView => ({
  name,
  content: versionHash(texts),
  policies: workspace.policies.map(({ id, title, version, origin }) => ({
    id,
    title,
    version,
    next: nextVersion(
      version,
      changes.filter(({ policy }) => policy === id),
    ),
    folder: origin.file.replace(/\/?policy\.yaml$/, ''),
  })),
})

/** The least version that changes ask for; one of another form stays as it is. */
function nextVersion(text: string, changes: readonly PolicyChange[]): string {
  const version = parseVersion(text)
  return version ? formatVersion(leastAfter(version, changes.map(bumpFor).reduce(larger, 'none'))) : text
}

function changeView(
  change: PolicyChange,
  review: Review,
  amendment: Amendment,
  before: Version,
  after: Version,
  effects: ReadonlyMap<string, readonly EffectView[]>,
): ReviewedChangeView {
  const { kind, effect, policy, clause, subject, title, words, origin, side } = change
  const home = (side === 'old' ? before : after).workspace
  const isQuiet = effect === 'none' || effect === 'words'
  const old = before.texts.get(origin.file) ?? ''
  const now = after.texts.get(origin.file) ?? ''
  return {
    key: `${kind} ${clause ?? policy} ${subject}`,
    kind,
    effect,
    policy,
    clause,
    isGone: clause !== null && !after.workspace.clause(clause),
    subject,
    place: placeOf(change, home),
    title,
    words,
    files: filesOfChange(
      change,
      { before: before.workspace, after: after.workspace },
      { before: before.texts, after: after.texts },
    ),
    diff: old === now ? null : { path: origin.file, before: old, after: now },
    ...textOf(change, amendment),
    effects: clause === null || isQuiet ? [] : (effects.get(clause) ?? []),
    beside:
      review.changes.filter((other) => other.clause === clause && other.effect !== 'none').length -
      (isQuiet ? 0 : 1),
    cases: casesOf(change, review.cases, after.workspace),
  }
}

/** Policy, provision and clause, as a reader finds them. */
function placeOf({ policy, clause }: PolicyChange, { policies }: Workspace): readonly Words[] {
  const found = policies.find(({ id }) => id === policy)
  const provision = found?.provisions.find(({ clauses }) => clauses.some(({ id }) => id === clause))
  const own = provision?.clauses.find(({ id }) => id === clause)
  return [found?.title, provision?.title, own?.title].flatMap((one) => one ?? [])
}

/** What the law has to say for a change, with the paragraph it stands in. */
function textOf(
  { subject, clause }: PolicyChange,
  { documents, undrafted }: Amendment,
): Pick<ReviewedChangeView, 'law' | 'amendment' | 'undrafted'> {
  const names = [subject, `${clause} ${subject}`]
  const law: LawView[] = []
  const lines: Words[] = []
  for (const document of documents) {
    const own = document.articles.filter(({ subjects }) => subjects.some((one) => names.includes(one)))
    if (own.length === 0) continue
    const cited = new Set(own.map((article) => article.cited.zh))
    law.push(...document.paragraphs.filter((paragraph) => cited.has(paragraph.cited.zh)).map(shortened))
    lines.push(...own.map(({ words }) => ({ zh: `${words.zh}。`, en: `${words.en}.` })), document.closing)
  }
  return {
    law,
    amendment: lines,
    undrafted: undrafted.find((one) => one.subject === subject)?.because ?? null,
  }
}

/** The sentences around what changes; the rest of a long paragraph is in the text itself. */
function shortened({ cited, pieces }: LawView): LawView {
  return {
    cited,
    pieces: pieces.map((piece, index) => {
      if (piece.kind !== 'same' || piece.text.length <= mostAround) return piece
      const { text } = piece
      const from = text.lastIndexOf('。', text.length - 2) + 1
      const to = text.indexOf('。') + 1
      if (index === 0) return { ...piece, text: from > 0 ? `……${text.slice(from)}` : text }
      if (index < pieces.length - 1)
        return to > 0 && to < from ? { ...piece, text: `${text.slice(0, to)}……${text.slice(from)}` } : piece
      return { ...piece, text: to > 0 && to < text.length ? `${text.slice(0, to)}……` : text }
    }),
  }
}

const mostAround = 40

async function effectView(effect: ClauseEffect, before: Workspace, after: Workspace): Promise<EffectView> {
  const [old, now] = [before.clause(effect.clause), after.clause(effect.clause)]
  const words = effectWords(effect, old, now)
  const stretches = effect.parts.flatMap((part) => (part.kind === 'amount' && part.stretches) || [])[0]
  return {
    under: effect.under,
    nobody: effect.nobody,
    region: effect.region,
    most: words.most,
    unchanged: words.unchanged,
    open: words.open,
    stretches: stretches ? stretchesView(stretches, now ?? old) : null,
    witness: await witnessView(effect, words, { old, now }, { before, after }),
  }
}

async function witnessView(
  effect: ClauseEffect,
  words: ReturnType<typeof effectWords>,
  { old, now }: { readonly old: Clause | undefined; readonly now: Clause | undefined },
  { before, after }: { readonly before: Workspace; readonly after: Workspace },
): Promise<WitnessView | null> {
  const clause = now ?? old
  if (!effect.witness || !clause || !words.before || !words.after) return null
  return {
    facts: words.facts,
    before: words.before,
    after: words.after,
    change: words.change,
    section:
      old && now && effect.under === null
        ? await witnessSection(
            effect.witness.facts,
            { clause: old, workspace: before },
            { clause: now, workspace: after },
          )
        : null,
    page: { kind: clause.kind, pays: clause.pays, hasAmount: clause.rules.amount !== null },
    entry: now ? entryOf(effect, now, after) : null,
  }
}

/** The witness as a case of its clause, where the clause's cases stand. */
function entryOf(effect: ClauseEffect, clause: Clause, workspace: Workspace): WitnessView['entry'] {
  const [lines] = witnessCases(
    effect,
    clause,
    suiteOf(workspace).cases.map(({ id }) => id),
  )
  const policy = workspace.policies.find(({ id }) => id === clause.policy)
  const provision = policy?.provisions.find(({ clauses }) => clauses.some(({ id }) => id === clause.id))
  if (lines === undefined || !policy || !provision) return null
  return {
    path: fileFor(clause, provision.id, policy.origin.file, workspace, false),
    lines,
    id: /^- id: (\S+)/.exec(lines)?.[1] ?? '',
  }
}

/** The cases that hang on a change: those it explains, and those of its clause that nothing does. */
function casesOf(change: PolicyChange, cases: readonly CaseComparison[], workspace: Workspace): ChangeCases {
  const here = cases.filter(({ clauses }) => change.clause !== null && clauses.includes(change.clause))
  const others = cases.filter(({ alike }) => alike === false)
  const view = (one: CaseComparison): MovedCaseView => ({
    id: one.id,
    title: one.title,
    clause: one.clauses[0] ?? null,
    before: decided(one.decisions.before, workspace),
    after: decided(one.decisions.after, workspace),
  })
  return {
    moved: others.filter(({ causes }) => causes.some((cause) => isCause(cause, change))).map(view),
    unexplained: here.filter(({ alike, causes }) => alike === false && causes.length === 0).map(view),
    added: here.filter(({ edit }) => edit === 'added').length,
    same: here.filter(({ alike }) => alike === true).length,
  }
}

const decided = (decisions: CaseComparison['decisions']['after'], workspace: Workspace): Words => {
  const all = decisions.map(({ clause, eligible, amount, outputs }) =>
    outcomeWords({ eligible, amount, consistent: outputs.consistent ?? null }, workspace.clause(clause)),
  )
  return { zh: all.map(({ zh }) => zh).join('；'), en: all.map(({ en }) => en).join('; ') }
}
