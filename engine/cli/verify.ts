import { hasErrors } from '../base/diagnostic.ts'
import type { Language, Words } from '../base/words.ts'
import { groupDigits } from '../policy/format.ts'
import type { Workspace } from '../policy/workspace.ts'
import type { Plain } from '../receipts/canonical.ts'
import type { ChangedPart, ReceiptChange } from '../receipts/compare.ts'
import type { Receipt } from '../receipts/receipt.ts'
import { verifyReceipt } from '../receipts/verify.ts'
import { type Call, type Command, callFault, type ExitCode, type Terminal, textOption } from './command.ts'
import { factOf, readFacts, refuse } from './decide-texts.ts'
import { factTitle, type Titles } from './explain.ts'
import { load, refuseFaulty } from './load.ts'
import { jsonText, paint, type Texts } from './print.ts'
import { readReceipts } from './receipt-file.ts'

/** Decides again what receipts say was decided, and tells what is another now. */
export const verify: Command = {
  name: 'verify',
  summary: 'decide again as a receipt says, and tell what changed',
  examples: [
    'clausebook verify receipt.json --facts applicant.json',
    'clausebook verify receipt.json --facts applicant.json policies/employment-promotion --json',
  ],
  argument: { name: 'receipt', summary: 'the file that decide --receipt wrote' },
  options: [{ flags: '--facts <file>', summary: 'the facts it was decided on, JSON or YAML (required)' }],
  run: async (call, terminal) => {
    const path = call.argument as string
    const factsPath = textOption(call, 'facts')
    if (factsPath === undefined) throw callFault('--facts is missing', 'add --facts FILE')
    const file = await readReceipts(path, terminal)
    if (!file.ok) return refuse(file.problems, new Map([[path, file.document]]), call, terminal)
    const loaded = await load(call, terminal)
    const refused = refuseFaulty(loaded, call, terminal)
    if (refused !== null) return refused
    const facts = await readFacts(factsPath, terminal)
    const texts: Texts = new Map([...loaded.texts, [facts.document.file, facts.document]])
    if (hasErrors(facts.diagnostics)) return refuse(facts.diagnostics, texts, call, terminal)
    const results: Result[] = []
    const thens = new Map<string | undefined, Workspace>([[undefined, loaded.workspace]])
    for (const receipt of file.receipts) {
      const then = thens.get(receipt.known) ?? (await knownThen(call, terminal, receipt))
      thens.set(receipt.known, then)
      const verified = verifyReceipt(receipt, then, facts.document)
      if (!verified.ok) return refuse(verified.problems, texts, call, terminal)
      results.push({ receipt, changes: verified.changes })
    }
    return tell(results, loaded.workspace, call, terminal)
  },
}

/** The policies with what had been published when the receipt was asked for. */
const knownThen = async (call: Call, terminal: Terminal, { known }: Receipt): Promise<Workspace> =>
  (await load({ ...call, options: { ...call.options, known } }, terminal)).workspace

interface Result {
  readonly receipt: Receipt
  readonly changes: readonly ReceiptChange[]
}

function tell(
  results: readonly Result[],
  workspace: Workspace,
  { json, language }: Call,
  terminal: Terminal,
): ExitCode {
  if (json)
    terminal.out(
      jsonText({
        receipts: results.map(({ receipt: { clause, hash }, changes }) => ({
          clause,
          hash,
          reproduced: changes.length === 0,
          changes,
        })),
      }),
    )
  else for (const one of results) terminal.out(resultText(one, workspace, language, terminal.colour))
  return results.every(({ changes }) => changes.length === 0) ? 0 : 1
}

const words = {
  reproduced: { zh: '重现', en: 'reproduced' },
  changed: { zh: '有变化', en: 'changed' },
  sameDecision: { zh: '决定相同', en: 'the decision is the same' },
  others: { zh: '与当时的不同', en: 'are others' },
} as const satisfies Record<string, Words>

function resultText(
  { receipt, changes }: Result,
  workspace: Workspace,
  language: Language,
  colour: boolean,
): string {
  const { green, red, bold } = paint(colour)
  const title = workspace.clause(receipt.clause)?.title[language]
  const name = bold(title === undefined ? receipt.clause : `${title} (${receipt.clause})`)
  if (changes.length === 0) return `${green(`✓ ${words.reproduced[language]}`)}  ${name}\n`
  const isSame = !changes.some(({ part, name: what, to }) => isOutcome(part, what, receipt, to))
  return [
    `${red(`✕ ${words.changed[language]}`)}  ${name}`,
    ...changes.map((change) => `  ${changeText(change, factOf(receipt.clause, workspace), language)}`),
    ...(isSame ? [`  ${words.sameDecision[language]}`] : []),
    '',
  ].join('\n')
}

/** Whether it is of what was decided, or the clause itself is gone. */
const isOutcome = (part: ChangedPart, name: string | null, { clause }: Receipt, to: Plain): boolean =>
  part === 'decision' || (part === 'clause' && name === clause && to === null)

const partWords: Readonly<Record<Exclude<ChangedPart, 'decision'>, Words>> = {
  engine: { zh: '程序版本', en: 'engine version' },
  version: { zh: '政策版本', en: 'policy version' },
  clause: { zh: '条款', en: 'clause' },
  text: { zh: '政策文件', en: 'policy text' },
  facts: { zh: '事实', en: 'facts' },
  asOf: { zh: '日期', en: 'as of' },
  known: { zh: '已公布至', en: 'as known on' },
  reading: { zh: '解释口径', en: 'reading' },
  assumed: { zh: '按约定', en: 'assumed' },
}

const decisionWords: Readonly<Record<string, Words>> = {
  kind: { zh: '种类', en: 'kind' },
  eligible: { zh: '符合条件', en: 'eligible' },
  amount: { zh: '金额', en: 'amount' },
  unit: { zh: '单位', en: 'unit' },
  failed: { zh: '不满足', en: 'not met' },
  refer: { zh: '待人工认定', en: 'for a person to decide' },
  needs: { zh: '还需要知道', en: 'needed to know' },
}

/** What null says of each part of a decision, and of the rest. */
const nullWords = {
  decision: { zh: '未定', en: 'not known' },
  facts: { zh: '未提供', en: 'not given' },
  assumed: { zh: '不按约定', en: 'not assumed' },
  other: { zh: '无', en: 'none' },
} as const satisfies Record<string, Words>

function changeText({ part, name, from, to }: ReceiptChange, facts: Titles, language: Language): string {
  const zh = language === 'zh'
  const what =
    part === 'decision' ? (decisionWords[name ?? '']?.[language] ?? name ?? '') : partWords[part][language]
  const colon = zh ? '：' : ': '
  // Two hashes side by side tell nobody anything: with --json they are there.
  if (part === 'facts' && name === null) return `${what}${zh ? '' : ' '}${words.others[language]}`
  if (part === 'text' || part === 'clause' || part === 'reading') {
    const gone = to === null ? (zh ? '（已没有）' : ' (no more)') : ''
    const fresh = from === null ? (zh ? '（新的）' : ' (new)') : ''
    return `${what}${colon}${name}${gone}${fresh}`
  }
  const isFact = part === 'facts' || part === 'assumed'
  const subject = isFact && name !== null ? `${factTitle(facts, name, language)}${colon}` : ''
  const ofNull = part === 'decision' || isFact ? part : 'other'
  const [before, after] = [from, to].map((value) =>
    value === null ? nullWords[ofNull][language] : shown(value, name, language),
  )
  return `${what}${colon}${subject}${before} → ${after}`
}

const yesNo = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } } as const

function shown(value: Plain, name: string | null, language: Language): string {
  if (typeof value === 'boolean') return yesNo[`${value}`][language]
  if (typeof value === 'string') return name === 'amount' ? groupDigits(value) : value
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) return JSON.stringify(value)
  return value.length === 0 ? nullWords.other[language] : value.join(language === 'zh' ? '、' : ', ')
}
