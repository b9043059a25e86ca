import { escapedHtml } from '../base/html.ts'
import type { Language, Words } from '../base/words.ts'
import { effectNames } from '../compare/change.ts'
import type { ReviewedChange, SignedReview } from './review.ts'

const words = {
  title: { zh: '政策变动审阅签署件', en: 'Signed review of policy changes' },
  by: { zh: '签署人', en: 'Signed by' },
  at: { zh: '时间', en: 'At' },
  before: { zh: '旧版', en: 'Old version' },
  after: { zh: '新版', en: 'New version' },
  content: { zh: '全部文件的哈希', en: 'Hash of all files' },
  hash: { zh: '签署件的哈希', en: 'Hash of this review' },
  change: { zh: '变动', en: 'Change' },
  touches: { zh: '影响', en: 'Touches' },
  checked: { zh: '核对', en: 'Checked' },
  note: { zh: '意见', en: 'Note' },
  files: { zh: '所在文件与签署时的哈希', en: 'Files, with their hashes when signed' },
  gone: { zh: '已不在', en: 'gone' },
  signature: { zh: '签字', en: 'Signature' },
  date: { zh: '日期', en: 'Date' },
  verify: {
    zh: '核验：clausebook review 签署件.json。文件在签署以后改动过的，该处核对作废。',
    en: 'To verify: clausebook review FILE.json. Where a file has changed since, the tick is void.',
  },
} as const satisfies Record<string, Words>

// Black on white, for paper: A4, numbers that align, nothing loaded from anywhere.
const style = `
@page { size: A4; margin: 20mm 18mm }
body { max-width: 174mm; margin: 12mm auto; color: #1b2026; font: 13px/20px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
h1 { margin: 0 0 16px; font: 600 20px/28px "Songti SC", "Noto Serif CJK SC", serif }
table { width: 100%; border-collapse: collapse }
th, td { padding: 6px 12px 6px 0; border-top: 1px solid #c9c3b5; text-align: left; vertical-align: baseline }
.head th { width: 22%; color: #4b525b; font-weight: 400 }
.changes { margin-top: 20px }
.changes thead th { color: #4b525b; font-weight: 400 }
.changes tr { break-inside: avoid }
code { font: 11px/16px ui-monospace, "Cascadia Mono", "Noto Sans Mono CJK SC", monospace; overflow-wrap: anywhere }
.files td { border-top: 0; color: #4b525b }
.sign { display: flex; gap: 24px; margin-top: 48px }
.sign span { flex: 1; padding-top: 4px; border-top: 1px solid #1b2026; color: #4b525b }
.verify { margin-top: 24px; color: #4b525b }
@media print { body { margin: 0 } }
`

/** A signed review as a page to print and sign by hand, complete in itself. */
export function reviewPage(review: SignedReview, language: Language): string {
  const t = (key: keyof typeof words) => words[key][language]
  const row = (name: string, value: string) => `<tr><th scope="row">${name}</th><td>${value}</td></tr>`
  const version = ({ name, content }: SignedReview['before']) =>
    `${escapedHtml(name)}<br><code>${t('content')} ${content}</code>`
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><title>${t('title')}</title><style>${style}</style></head>
<body>
<h1>${t('title')}</h1>
<table class="head"><tbody>
${row(t('by'), escapedHtml(review.by))}
${row(t('at'), escapedHtml(review.at))}
${row(t('before'), version(review.before))}
${row(t('after'), version(review.after))}
${review.note === '' ? '' : row(t('note'), escapedHtml(review.note))}
${row(t('hash'), `<code>${review.hash}</code>`)}
</tbody></table>
<table class="changes">
<thead><tr><th scope="col">${t('change')}</th><th scope="col">${t('touches')}</th><th scope="col">${t('checked')}</th></tr></thead>
<tbody>
${review.changes.map((change) => changeRows(change, language)).join('\n')}
</tbody></table>
<p class="sign"><span>${t('signature')}</span><span>${t('date')}</span></p>
<p class="verify">${t('verify')}</p>
</body></html>
`
}

function changeRows(
  { title, words: said, effect, ticked, note, files }: ReviewedChange,
  language: Language,
): string {
  const colon = language === 'zh' ? '：' : ': '
  const own = note === '' ? '' : `<br>${words.note[language]}${colon}${escapedHtml(note)}`
  const list = files.map(
    ({ file, after }) => `<code>${escapedHtml(file)} ${after ?? words.gone[language]}</code>`,
  )
  return (
    `<tr><td><b>${escapedHtml(title[language])}</b><br>${escapedHtml(said[language])}${own}</td>` +
    `<td>${effectNames[effect][language]}</td><td>✓ ${escapedHtml(ticked.slice(0, 16).replace('T', ' '))}</td></tr>\n` +
    `<tr class="files"><td colspan="3">${words.files[language]}${colon}<br>${list.join('<br>')}</td></tr>`
  )
}
