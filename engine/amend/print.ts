import { escapedHtml } from '../base/html.ts'
import type { Language } from '../base/words.ts'
import type { Amendment, DocumentAmendment, MarkedParagraph, Undrafted } from './amendment.ts'
import { hanNumeral } from './han-numeral.ts'

const undraftedHead = { zh: '没有起草的改动', en: 'Changes that are not drafted' } as const
const colon = { zh: '：', en: ':' } as const
const consolidatedHead = { zh: '修改后的文本', en: 'The text as amended' } as const

/** Articles are numbered where there are several: `一、…；`. */
const numberedArticles = ({ articles }: DocumentAmendment, language: Language): readonly string[] =>
  articles.map(({ words }, index) => {
    const own = words[language]
    if (articles.length === 1) return language === 'zh' ? `${own}。` : `${own}.`
    const number = index + 1
    return language === 'zh' ? `${hanNumeral(BigInt(number))}、${own}。` : `${number}. ${own}.`
  })

/** The decision as it would be promulgated, in Chinese or as an English gloss; lines of plain text. */
export const decisionLines = (one: DocumentAmendment, language: Language): readonly string[] => [
  one.title[language],
  ...numberedArticles(one, language),
  one.closing[language],
]

const undraftedLine = ({ title, change, because }: Undrafted, language: Language): string =>
  language === 'zh' ? `${title.zh}：${change.zh}——${because.zh}` : `${title.en}: ${change.en} — ${because.en}`

type Marks = Readonly<Record<'deleted' | 'inserted', (text: string) => string>>

const marked = ({ pieces }: MarkedParagraph, marks: Marks, plain = (text: string) => text): string =>
  pieces.map(({ kind, text }) => (kind === 'same' ? plain(text) : marks[kind](plain(text)))).join('')

/** For a terminal: `marks` say what is struck out and put in, by colour or by brackets. */
export function amendmentText({ documents, undrafted }: Amendment, language: Language, marks: Marks): string {
  const parts = documents.map((one) =>
    [
      ...decisionLines(one, 'zh'),
      ...(language === 'en' ? ['', ...decisionLines(one, 'en')] : []),
      '',
      `${consolidatedHead[language]}${colon[language]}`,
      ...one.paragraphs.map((paragraph) => `  ${marked(paragraph, marks)}`),
      '',
    ].join('\n'),
  )
  const left =
    undrafted.length === 0
      ? []
      : [
          `${undraftedHead[language]}${colon[language]}`,
          ...undrafted.map((one) => `  ✕ ${undraftedLine(one, language)}`),
          '',
        ]
  return [...parts, left.join('\n')].filter((part) => part !== '').join('\n')
}

/** What Markdown would take for its own. */
const markdownPlain = (text: string): string => text.replaceAll(/[\\|*_`<>[\]~#]/g, (mark) => `\\${mark}`)

const markdownMarks: Marks = {
  deleted: (text) => `~~${text}~~`,
  inserted: (text) => `**${text}**`,
}

/** For a pull request: the decision in Chinese, its gloss, and the paragraphs with the change marked. */
export function amendmentMarkdown({ documents, undrafted }: Amendment, language: Language): string {
  const lines = documents.flatMap((one) => [
    `#### ${markdownPlain(one.title.zh)}`,
    ...numberedArticles(one, 'zh').map(markdownPlain),
    markdownPlain(one.closing.zh),
    ...(language === 'en'
      ? [`*${[...numberedArticles(one, 'en'), one.closing.en].map(markdownPlain).join(' ')}*`]
      : []),
    ...one.paragraphs.map((paragraph) => `> ${marked(paragraph, markdownMarks, markdownPlain)}`),
  ])
  const left =
    undrafted.length === 0
      ? []
      : [
          `#### ${undraftedHead[language]}`,
          undrafted.map((one) => `- ${markdownPlain(undraftedLine(one, language))}`).join('\n'),
        ]
  return [...lines, ...left].map((line) => `${line}\n`).join('\n')
}

const htmlMarks: Marks = {
  deleted: (text) => `<del>${text}</del>`,
  inserted: (text) => `<ins>${text}</ins>`,
}

/** A fragment of HTML: sections with `<del>` and `<ins>`, without style of its own. */
export function amendmentHtml({ documents, undrafted }: Amendment, language: Language): string {
  const sections = documents.map((one) =>
    [
      '<section class="amendment">',
      `<h3 lang="zh">${escapedHtml(one.title.zh)}</h3>`,
      ...numberedArticles(one, 'zh').map((line) => `<p lang="zh">${escapedHtml(line)}</p>`),
      `<p lang="zh">${escapedHtml(one.closing.zh)}</p>`,
      ...(language === 'en'
        ? [...numberedArticles(one, 'en'), one.closing.en].map(
            (line) => `<p lang="en">${escapedHtml(line)}</p>`,
          )
        : []),
      ...one.paragraphs.map(
        (paragraph) => `<blockquote lang="zh">${marked(paragraph, htmlMarks, escapedHtml)}</blockquote>`,
      ),
      '</section>',
    ].join('\n'),
  )
  const left =
    undrafted.length === 0
      ? []
      : [
          [
            `<section class="undrafted"><h3>${undraftedHead[language]}</h3><ul>`,
            ...undrafted.map((one) => `<li>${escapedHtml(undraftedLine(one, language))}</li>`),
            '</ul></section>',
          ].join('\n'),
        ]
  return [...sections, ...left].map((section) => `${section}\n`).join('')
}
