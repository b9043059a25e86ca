import { resolve } from 'node:path'
import type { Words } from '../base/words.ts'
import { readText, readWorkspace } from '../files/workspace.ts'
import type { SignedReview } from '../review/review.ts'
import { type ReviewStanding, reviewFromText, standingOf } from '../review/standing.ts'
import { type Call, type Command, callFault, type Terminal } from './command.ts'
import { jsonText, paint } from './print.ts'

/** Holds a signed review against the files as they are. */
export const review: Command = {
  name: 'review',
  summary: 'say whether what a signed review ticked off is still what stands in the files',
  examples: [
    'clausebook review review-2026-01-05.json',
    'clausebook review review.json policies/employment-promotion --json',
  ],
  argument: { name: 'review', summary: 'the JSON file that the workbench exported on signing' },
  options: [],
  run: async (call, terminal) => {
    const path = call.argument as string
    const file = await readText(resolve(terminal.cwd, path))
    if (!file.ok) throw callFault(`\`${path}\` cannot be read`, 'check the path')
    const read = reviewFromText(file.text)
    if (!read.ok) throw callFault(`${path}: ${read.why[call.language]}`, read.fix[call.language])
    const { files } = await readWorkspace(call.folders, terminal.cwd)
    const standing = standingOf(read.review, new Map(files.map((one) => [one.path, one.text])))
    const holds = standing.changes.every(({ altered }) => altered.length === 0)
    if (call.json) terminal.out(jsonText(standingJson(read.review, standing, holds)))
    else terminal.out(standingText(read.review, standing, call, terminal))
    return holds ? 0 : 1
  },
}

const standingJson = (
  { by, at, before, after, hash }: SignedReview,
  { changes, isWhole }: ReviewStanding,
  holds: boolean,
) => ({
  by,
  at,
  before,
  after,
  hash,
  holds,
  sameTexts: isWhole,
  changes: changes.map(({ change, altered }) => ({
    policy: change.policy,
    clause: change.clause,
    subject: change.subject,
    kind: change.kind,
    holds: altered.length === 0,
    altered,
  })),
})

const now: Readonly<Record<'changed' | 'gone' | 'new', Words>> = {
  changed: { zh: '签署以后改动过', en: 'changed since it was signed' },
  gone: { zh: '已不在', en: 'gone' },
  new: { zh: '签署时还没有', en: 'was not there when it was signed' },
}

function standingText(
  { by, at, before, after, note }: SignedReview,
  { changes, isWhole }: ReviewStanding,
  { language }: Call,
  { colour }: Terminal,
): string {
  const { green, red, bold, grey } = paint(colour)
  const zh = language === 'zh'
  const voided = changes.filter(({ altered }) => altered.length > 0).length
  const head = zh
    ? `${by} 于 ${at} 签署：${before.name} → ${after.name}，${changes.length} 处变动`
    : `signed by ${by} at ${at}: ${before.name} → ${after.name}, changes: ${changes.length}`
  const lines = changes.flatMap(({ change, altered }) => [
    `${altered.length === 0 ? green('✓') : red('✕')} ${bold(change.title[language])}  ${change.words[language]}`,
    ...altered.map((one) => `  ${one.file}${zh ? '：' : ': '}${now[one.now][language]}`),
    ...(change.note === '' ? [] : [grey(`  ${change.note}`)]),
  ])
  const rest = isWhole
    ? zh
      ? '全部文件与签署时相同'
      : 'all files are as they were signed'
    : zh
      ? '文件与签署时不尽相同：用 clausebook diff 看改了什么'
      : 'the files are not all as they were signed: clausebook diff says what changed'
  const sum =
    voided === 0
      ? green(zh ? '✓ 签署仍然有效' : '✓ the review stands')
      : red(zh ? `✕ ${voided} 处核对已作废` : `✕ ticks that are void: ${voided}`)
  return `${[head, ...(note === '' ? [] : [grey(note)]), ...lines, rest, sum].join('\n')}\n`
}
