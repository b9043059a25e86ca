import { resolve } from 'node:path'
import type { Diagnostic } from '../base/diagnostic.ts'
import { hasErrors } from '../base/diagnostic.ts'
import type { Document } from '../document/document.ts'
import { documentFromJson } from '../document/from-json.ts'
import { sizeLimit } from '../files/read.ts'
import { readText } from '../files/workspace.ts'
import type { ReceiptedPart } from '../receipts/from-claim.ts'
import { receiptsFromDocument } from '../receipts/from-document.ts'
import type { Receipt } from '../receipts/receipt.ts'
import { type Call, callFault, type Terminal, textOption } from './command.ts'
import { jsonText } from './print.ts'
import { writeOut } from './write-out.ts'

/** Receipts of a file, or what is wrong with it. */
export type ReceiptFile =
  | { readonly ok: true; readonly receipts: readonly Receipt[] }
  | { readonly ok: false; readonly problems: readonly Diagnostic[]; readonly document: Document }

/** Reads the receipts of a file; a path that cannot be read is a fault of the call. */
export async function readReceipts(path: string, terminal: Terminal): Promise<ReceiptFile> {
  const read = await readText(resolve(terminal.cwd, path), sizeLimit.source)
  if (!read.ok) throw callFault(`\`${path}\` cannot be read`, 'check the path')
  const { document, diagnostics } = documentFromJson(path, read.text)
  if (hasErrors(diagnostics)) return { ok: false, problems: diagnostics, document }
  const receipts = receiptsFromDocument(document)
  return receipts.ok ? receipts : { ...receipts, document }
}

/** Where the receipts of a call go; null: nowhere. Facts or a policy there would be lost by a slip of the hand. */
export async function receiptPathOf(call: Call, terminal: Terminal): Promise<string | null> {
  const path = textOption(call, 'receipt')
  if (path === undefined) {
    if (call.options.receiptFacts === true)
      throw callFault('--receipt-facts stands without --receipt', 'add --receipt FILE')
    return null
  }
  const there = await readText(resolve(terminal.cwd, path), sizeLimit.source)
  const isFree = !there.ok && there.code === 'FILE_UNREADABLE'
  if (isFree || (there.ok && receiptsFromDocument(documentFromJson(path, there.text).document).ok))
    return path
  throw callFault(`\`${path}\` holds something else than receipts`, 'name a new file')
}

export async function writeReceipts(
  path: string,
  answers: readonly ReceiptedPart[],
  terminal: Terminal,
): Promise<void> {
  await writeOut(path, jsonText({ receipts: answers.map(({ receipt }) => receipt()) }), terminal)
}
