import type { Language, Words } from '../base/words.ts'
import type { RowFault } from '../batch/row-fault.ts'
import { type CallFault, callFault } from './command.ts'

/** A table whose first line is no header. */
export const headerFault = ({ reason, fix }: RowFault, file: string, language: Language): CallFault =>
  callFault(`${file}: ${reason[language]}`, fix[language])

const goesOn: Words = {
  zh: '改正后用同一条命令接着做；已写的结果还在',
  en: 'mend that and give the same command: it goes on where it was',
}

const reasons: Readonly<Record<string, { readonly fault: Words; readonly fix: Words }>> = {
  STATE_OTHER: {
    fault: {
      zh: '没做完的结果属于另一次批量：政策、列对照或选项变了',
      en: 'the unfinished results belong to another batch: the policies, the mapping or the options have changed',
    },
    fix: { zh: '恢复原样，或加上 --restart 重新开始', en: 'put them back, or begin again with --restart' },
  },
  INPUT_CHANGED: {
    fault: {
      zh: '表里已经读过的部分变了',
      en: 'the part of the table that was already read has changed',
    },
    fix: { zh: '恢复原样，或加上 --restart 重新开始', en: 'put it back, or begin again with --restart' },
  },
  PART_SHORT: {
    fault: { zh: '没做完的结果被截短了', en: 'the unfinished results have been cut' },
    fix: { zh: '加上 --restart 重新开始', en: 'begin again with --restart' },
  },
  LOCK_BUSY: {
    fault: { zh: '另一个批量正在写这个结果', en: 'another batch is writing these results' },
    fix: { zh: '等它做完，或换一个 --out', en: 'wait for it, or name another --out' },
  },
  ENOENT: {
    fault: { zh: '文件夹不存在', en: 'its folder does not exist' },
    fix: { zh: '先建文件夹，或换一个 --out', en: 'make the folder, or name another --out' },
  },
  ENOSPC: { fault: { zh: '磁盘满了', en: 'the disk is full' }, fix: goesOn },
  EDQUOT: { fault: { zh: '磁盘配额用完了', en: 'the quota of the disk is used up' }, fix: goesOn },
}

/** What stopped a batch, in words; a fault of our own is left as it is. */
export function batchFault(thrown: unknown, out: string, language: Language): unknown {
  const { code } = thrown as NodeJS.ErrnoException
  if (!(thrown instanceof Error) || code === undefined) return thrown
  const known = reasons[code]
  if (known) return callFault(`${out}: ${known.fault[language]}`, known.fix[language])
  const words: Words = {
    zh: `读写失败（${code}）`,
    en: `reading or writing failed (${code})`,
  }
  return callFault(`${out}: ${words[language]}`, goesOn[language])
}
