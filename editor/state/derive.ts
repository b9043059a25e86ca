import { type Remote, wrap } from 'comlink'
import type { Words } from '../../engine/index.ts'
import { todayText } from '../fields/typed.ts'
import type { Acceptance } from '../worker/accepting.ts'
import type { AskableView } from '../worker/askable.ts'
import type { CaseDraft, CaseProposal } from '../worker/case-drafts.ts'
import type { CaseGiven } from '../worker/case-given.ts'
import type { Deriver, Request } from '../worker/deriver.ts'
import type { Editing } from '../worker/edit-worker.ts'
import type { FormEdit } from '../worker/edits.ts'
import type { Named } from '../worker/named.ts'
import type { NameHint } from '../worker/names.ts'
import type { RewriteAnswer, RewriteAsked } from '../worker/rewrite.ts'
import type { Trials } from '../worker/trials.ts'
import type { WouldChange } from '../worker/would-change.ts'
import type { Findable } from './findable.ts'
import { type Change, changeBetween } from './history.ts'
import { createIntake } from './intake.ts'
import { keepSame } from './same.ts'
import { createSignal, type Signal } from './signal.ts'
import { isThere, type Store } from './store.ts'
import type { ChangeRow, Derived } from './view.ts'

/** What is being looked at: its page is derived with the verdicts. */
export type Look = Pick<Request, 'clause' | 'case' | 'source' | 'asking' | 'yearly'>

/** Questions to the engine that are answered from the texts it has read last. */
type Asks<T> = {
  readonly [K in keyof T]: T[K] extends (...given: infer G) => infer R
    ? (...given: G) => Promise<Awaited<R>>
    : never
}

export interface Derivation
  extends Pick<Signal<Derived | null>, 'get' | 'watch'>,
    Asks<Trials & Pick<Deriver, 'chart' | 'review' | 'sign'>> {
  readonly look: (look: Look) => void
  /** Nothing is derived while an input method composes: half a word is no text yet. */
  readonly hold: (held: boolean) => void
  /** Edits of the form, as one step of the history. Resolves to why not, where the text refused. */
  readonly edit: (path: string, edits: readonly FormEdit[], group?: string) => Promise<Words | null>
  /** Edits in several files as one step: all of them or none. */
  readonly editAll: (files: readonly FileEdits[], group?: string) => Promise<Words | null>
  readonly names: (path: string, text: string, offset: number) => Promise<readonly NameHint[]>
  readonly draftCase: (draft: CaseDraft) => Promise<CaseProposal | null>
  readonly written: (key: string) => Promise<ReturnType<Deriver['written']>>
  /** The applicant of a case, to be tried. */
  readonly caseGiven: (key: string) => Promise<CaseGiven | null>
  readonly wouldChange: (key: string, clause: string) => Promise<WouldChange | null>
  /** What accepting the new results of cases would write. */
  readonly accept: (keys: readonly string[]) => Promise<Acceptance>
  /** The days and open questions that a policy can be asked with. */
  readonly askable: (policy: string) => Promise<AskableView>
  /** What is unsaved, in words, as of the last verdicts. */
  readonly changes: () => Promise<readonly ChangeRow[]>
  /** Everything that can be looked for. */
  readonly findables: () => Promise<readonly Findable[]>
  /**
   * An edit of the rules: tried by the engine in the texts as they are, then made as one step of the
   * history. With `dry` it is only tried.
   */
  readonly rewrite: (asked: RewriteAsked, options?: RewriteOptions) => Promise<RewriteAnswer>
  /** The name at an offset of a file: its meaning, its definition and all its places. */
  readonly named: (file: string, offset: number) => Promise<Named | null>
  /** What a condition of a clause can ask for, and how that can be compared. */
  readonly choices: Pick<Remote<Deriver>, 'facts' | 'comparison' | 'locate' | 'clauseChoices'>
}

/** Edits of the form in one file. */
export interface FileEdits {
  readonly path: string
  readonly edits: readonly FormEdit[]
}

export interface RewriteOptions {
  readonly dry?: boolean
  /** Edits of one group that follow each other closely are one step. */
  readonly group?: string
}

/** While keys come faster than results, one is painted at least this often. */
const paintAtLeast = 250

/**
 * Text → verdicts, in a worker. One request is under way at a time; when it comes back and the text has
 * moved on, its result is dropped and the newest text goes out: no queue, no old result over a new one.
 */
export function createDerivation(store: Store, worker: Remote<Deriver>, editor: Remote<Editing>): Derivation {
  const signal = createSignal<Derived | null>(null)
  let look: Look = { clause: null, case: null, source: null }
  let lookVersion = 0
  let sent: { version: number; savedVersion: number; look: number } | null = null
  let sentTexts = new Map<string, string>()
  let sentSaved = new Map<string, string>()
  let busy = false
  let held = false
  let paintedAt = 0
  const intake = createIntake()

  const changed = (before: Map<string, string>, now: Map<string, string>): Request['texts'] => [
    ...[...now].flatMap(([path, text]) => (before.get(path) === text ? [] : [{ path, text }])),
    ...[...before.keys()].flatMap((path) => (now.has(path) ? [] : [{ path, text: null }])),
  ]

  const isNews = () => {
    const { version, savedVersion } = store.get()
    return (
      !sent || sent.version !== version || sent.savedVersion !== savedVersion || sent.look !== lookVersion
    )
  }

  const run = async () => {
    if (busy || held) return
    busy = true
    while (isNews() && !held) {
      const { files, version, savedVersion } = store.get()
      if (files.size === 0) break
      const here = [...files.values()].filter(isThere)
      const texts = new Map(here.map((file) => [file.path, file.text]))
      const saved = new Map(here.flatMap((file) => (file.id === '' ? [] : [[file.path, file.saved]])))
      const request: Request = {
        version,
        texts: changed(sentTexts, texts),
        saved: changed(sentSaved, saved),
        ...look,
        today: todayText(),
        taken: intake.taken(),
      }
      sent = { version, savedVersion, look: lookVersion }
      sentTexts = texts
      sentSaved = saved
      const answer = await worker.derive(request).catch((error: unknown) => {
        // A fault of ours must not stop the next key from being decided.
        console.error(error)
        return null
      })
      if (!answer) continue
      const derived = intake.take(answer)
      if (isNews() && performance.now() - paintedAt < paintAtLeast) continue
      paintedAt = performance.now()
      signal.set(keepSame(signal.get(), derived))
    }
    busy = false
  }

  let edits: Promise<unknown> = Promise.resolve()
  const textOf = (path: string) => store.get().files.get(path)?.text
  const editAll: Derivation['editAll'] = (wanted, group) => {
    const done = edits.then(async (): Promise<Words | null> => {
      for (;;) {
        const before = wanted.flatMap(({ path, edits: own }) => {
          const text = textOf(path)
          return text === undefined ? [] : [{ path, edits: own, text }]
        })
        const changes: Change[] = []
        for (const { path, edits: own, text } of before) {
          const answer = await editor.edit(path, text, own)
          if (!answer.ok) return answer.why
          const change = changeBetween(path, text, answer.text)
          if (change) changes.push(change)
        }
        // Typed meanwhile: make the edits in the texts as they are now.
        if (before.some(({ path, text }) => textOf(path) !== text)) continue
        if (changes.length > 0) store.edit(changes, { author: 'form', group: group ?? null })
        return null
      }
    })
    edits = done.catch(() => {})
    return done
  }

  const textsNow = () => new Map([...store.get().files.values()].map((file) => [file.path, file.text]))

  const rewrite: Derivation['rewrite'] = (asked, { dry = false, group } = {}) => {
    const done = edits.then(async (): Promise<RewriteAnswer> => {
      for (;;) {
        const before = textsNow()
        const answer = await worker.rewrite(asked, changed(sentTexts, before))
        if (!answer.ok || dry) return answer
        // Typed meanwhile: try it in the text as it is now.
        const now = textsNow()
        if (answer.texts.some(({ path }) => now.get(path) !== before.get(path))) continue
        const changes = answer.texts.flatMap(({ path, text }) => {
          const one = changeBetween(path, before.get(path) ?? '', text)
          return one ? [one] : []
        })
        store.edit(changes, { author: 'form', group: group ?? null })
        return answer
      }
    })
    edits = done.catch(() => {})
    return done
  }

  store.watch(() => {
    void run()
  })

  return {
    get: signal.get,
    watch: signal.watch,
    look: (next) => {
      if (JSON.stringify(next) === JSON.stringify(look)) return
      look = next
      lookVersion++
      void run()
    },
    hold: (next) => {
      held = next
      void run()
    },
    edit: (path, own, group) => editAll([{ path, edits: own }], group),
    editAll,
    names: (path, text, offset) => worker.names(path, text, offset),
    draftCase: (draft) => worker.draftCase(draft),
    written: (key) => worker.written(key),
    caseGiven: (key) => worker.caseGiven(key),
    wouldChange: (key, clause) => worker.wouldChange(key, clause),
    accept: (keys) => worker.accept(keys),
    chart: (request) => worker.chart(request),
    review: (asked) => worker.review(asked),
    sign: (unsigned, language) => worker.sign(unsigned, language),
    trial: (request) => worker.trial(request),
    trialDetail: (clause) => worker.trialDetail(clause),
    trialLift: (clause) => worker.trialLift(clause),
    trialCase: (clauses) => worker.trialCase(clauses),
    trialReceipts: () => worker.trialReceipts(),
    askable: (policy) => worker.askable(policy),
    changes: () => worker.changes(),
    findables: () => worker.findables(),
    named: (file, offset) => worker.named(file, offset, changed(sentTexts, textsNow())),
    rewrite,
    choices: worker,
  }
}

/** `onGone` is told when the worker's file could not be loaded: nothing else would ever say so. */
export function startWorker(onGone: () => void): Remote<Deriver> {
  const worker = new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('error', onGone)
  return wrap<Deriver>(worker)
}

export function startEditWorker(onGone: () => void): Remote<Editing> {
  const worker = new Worker(new URL('../worker/edit-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('error', onGone)
  return wrap<Editing>(worker)
}
