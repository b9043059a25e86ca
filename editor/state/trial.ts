import type { CaseGiven } from '../worker/case-given.ts'
import { asking } from './asking.ts'
import { startCase, startClaim } from './case-form.ts'
import { go, place } from './location.ts'
import { keepSame } from './same.ts'
import { createSignal } from './signal.ts'
import type { Given, LiftView, TrialReceipts, TrialRequest, TrialView } from './trial-view.ts'
import { derivation } from './workbench.ts'

/** What is known of one applicant. It stays in this window: in no file, in no link, on no server. */
export interface Applicant {
  readonly given: Readonly<Record<string, Given>>
  /** What is not given is as the vocabulary declares. */
  readonly assume: boolean
  /** Facts that nobody can say now. */
  readonly skipped: readonly string[]
}

const nobody: Applicant = { given: {}, assume: false, skipped: [] }

/** Of the policy that is tried. */
export const applicant = createSignal<Applicant>(nobody)

/** The entries before they were cleared, until something is entered again. */
export const cleared = createSignal<Applicant | null>(null)

export const trial = createSignal<TrialView | null>(null)
/** By clause. */
export const lifts = createSignal<Readonly<Record<string, LiftView>>>({})
export const receipts = createSignal<TrialReceipts | null>(null)

/** A trial is asked for by this; grows with each that is answered. */
export const trialNumber = createSignal(0)

const keyOf = (policy: string) => `clausebook.try.${policy}`

/** Back, forward and a reload of the page find it again; closing the window does not. */
function keep(policy: string, next: Applicant): void {
  try {
    sessionStorage.setItem(keyOf(policy), JSON.stringify(next))
  } catch {
    // A browser that keeps nothing still tries what is entered.
  }
}

function kept(policy: string): Applicant {
  try {
    return { ...nobody, ...JSON.parse(sessionStorage.getItem(keyOf(policy)) ?? '{}') }
  } catch {
    return nobody
  }
}

const policyOf = (): string | null => {
  const now = place.get()
  return now.page === 'try' ? now.policy : null
}

function change(next: Applicant): void {
  const policy = policyOf()
  if (policy === null) return
  applicant.set(next)
  keep(policy, next)
}

/** Answers a question, or takes the answer back: undefined is not known. */
export function answer(id: string, value: Given | undefined): void {
  const { [id]: _, ...others } = applicant.get().given
  const name = id.split('@')[0]
  // A name that means two things in two clauses is one fact: the last answer holds.
  const rest = Object.fromEntries(Object.entries(others).filter(([other]) => other.split('@')[0] !== name))
  cleared.set(null)
  change({ ...applicant.get(), given: value === undefined ? rest : { ...rest, [id]: value } })
}

export const assumeUsual = (assume: boolean): void => change({ ...applicant.get(), assume })

export const skip = (id: string): void =>
  change({ ...applicant.get(), skipped: [...applicant.get().skipped, id.split('@')[0] ?? id] })

export const askAgain = (): void => change({ ...applicant.get(), skipped: [] })

export function clearApplicant(): void {
  cleared.set(applicant.get())
  change(nobody)
}

export function putBack(): void {
  const before = cleared.get()
  if (!before) return
  cleared.set(null)
  change(before)
}

/** Tries the applicant of a case; who was entered before can be put back. */
export function tryApplicant({ policy, given, day, readings }: CaseGiven): void {
  const before = kept(policy)
  const next: Applicant = { given, assume: true, skipped: [] }
  keep(policy, next)
  followed = policy
  trial.set(null)
  lifts.set({})
  applicant.set(next)
  cleared.set(Object.keys(before.given).length > 0 ? before : null)
  asking.set({ asOf: day, readings })
  go({ page: 'try', policy, about: null })
}

/** Begins a case with what was entered, over one clause or several, at the page of the first. */
export async function keepAsCase(clauses: readonly string[]): Promise<void> {
  const given = await derivation.trialCase(clauses)
  const [first] = given
  if (!first) return
  if (given.length === 1) startCase(first)
  else startClaim(given)
}

/** Receipts are made when the entries have rested so long, in milliseconds. */
const restsFor = 500

let asked = ''
let busy = false
let timer: ReturnType<typeof setTimeout> | undefined

function request(): TrialRequest | null {
  const now = place.get()
  if (now.page !== 'try' || now.policy === null || derivation.get() === null) return null
  return { policy: now.policy, about: now.about, ...applicant.get(), ...asking.get() }
}

/** Tries anew whenever the entries, the texts or what is asked are others; the newest alone counts. */
async function run(): Promise<void> {
  if (busy) return
  busy = true
  for (;;) {
    const wanted = request()
    const key = JSON.stringify([wanted, derivation.get()?.version])
    if (!wanted || key === asked) break
    asked = key
    clearTimeout(timer)
    const found = await derivation.trial(wanted).catch((error: unknown) => {
      console.error(error)
      return null
    })
    const isNews = key !== JSON.stringify([request(), derivation.get()?.version])
    if (isNews) continue
    trial.set(keepSame(trial.get(), found))
    trialNumber.set(trialNumber.get() + 1)
    receipts.set(null)
    await lift(found, key)
    timer = setTimeout(() => void seal(key), restsFor)
  }
  busy = false
}

const isCurrent = (key: string) => key === JSON.stringify([request(), derivation.get()?.version])

/** What would change each refusal that is told: looked for one after another, the sheet stands already. */
async function lift(found: TrialView | null, key: string): Promise<void> {
  const told = found?.sheet.notDue ?? []
  const all: Record<string, LiftView> = {}
  for (const { id } of told) {
    const one = await derivation.trialLift(id).catch(() => null)
    if (!isCurrent(key)) return
    if (one) all[id] = one
  }
  lifts.set(keepSame(lifts.get(), all))
}

async function seal(key: string): Promise<void> {
  if (!isCurrent(key)) return
  const made = await derivation.trialReceipts().catch(() => null)
  if (isCurrent(key)) receipts.set(made)
}

let followed: string | null = null

function follow(): void {
  const policy = policyOf()
  if (policy !== null && policy !== followed) {
    followed = policy
    trial.set(null)
    lifts.set({})
    cleared.set(null)
    applicant.set(kept(policy))
  }
  void run()
}

place.watch(follow)
asking.watch(() => void run())
applicant.watch(() => void run())
derivation.watch(() => void run())
follow()
