import { diagnosticCodes } from '../base/diagnostic-codes.ts'
import type { Words } from '../base/words.ts'

const noSpace: Words = { zh: '磁盘已满', en: 'the disk is full' }
const noLeave: Words = { zh: '没有写这个文件的权限', en: 'this file may not be written' }

/** Failures of a save that a person can do something about. */
const words: Readonly<Record<string, Words>> = {
  ...diagnosticCodes,
  LOCK_BUSY: {
    zh: '文件正在别处保存，请稍后再试；若并无别处，请删除它旁边以 .lock 结尾的文件',
    en: 'the file is being saved elsewhere: try again; if it is not, delete the file beside it that ends in .lock',
  },
  ENOSPC: noSpace,
  EDQUOT: noSpace,
  EACCES: noLeave,
  EPERM: noLeave,
  EROFS: noLeave,
}

/** What a failure is called where it has a name, and its code where it has none. */
export const failureWords = (code: string): Words =>
  (Object.hasOwn(words, code) ? words[code] : undefined) ?? {
    zh: `没有完成（${code}）`,
    en: `could not be done (${code})`,
  }
