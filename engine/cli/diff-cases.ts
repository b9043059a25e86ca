import type { Language, Words } from '../base/words.ts'
import { type CaseComparison, isCause } from '../compare/cases.ts'
import type { PolicyChange } from '../compare/change.ts'

/** Cases that have one thing in common. */
export interface CaseGroup {
  readonly words: Words
  readonly cases: readonly CaseComparison[]
  /** Whether somebody has to look at them. */
  readonly isOpen: boolean
}

/** Cases by what becomes of them: those that nothing explains first, those that pass in both last. */
export function caseGroups(
  cases: readonly CaseComparison[],
  changes: readonly PolicyChange[],
): readonly CaseGroup[] {
  const moved = cases.filter(({ alike }) => alike === false)
  const groups: CaseGroup[] = []
  const add = (words: Words, list: readonly CaseComparison[], isOpen = false) => {
    if (list.length > 0) groups.push({ words, cases: list, isOpen })
  }
  const failing = ({ passed }: CaseComparison) => passed.after === false
  add(
    { zh: '变了，没有改动能解释', en: 'decided otherwise, explained by no change' },
    moved.filter(({ causes }) => causes.length === 0),
    true,
  )
  const byCause = new Map<string, CaseComparison[]>()
  for (const one of moved.filter(({ causes }) => causes.length > 0)) {
    const key = one.causes.map((cause) => cause.key).join('\n')
    byCause.set(key, [...(byCause.get(key) ?? []), one])
  }
  for (const list of byCause.values()) {
    const why = causeWords(list[0] as CaseComparison, changes)
    const open = list.filter(failing)
    add({ zh: `变了，因为${why.zh}`, en: `decided otherwise because ${why.en}` }, list, open.length > 0)
  }
  const still = cases.filter(({ alike }) => alike !== false)
  add(
    { zh: '不通过，两版判定相同', en: 'fail, though both versions decide alike' },
    still.filter((one) => one.alike === true && failing(one)),
    true,
  )
  add(
    { zh: '新增', en: 'added' },
    cases.filter(({ edit }) => edit === 'added'),
  )
  add(
    { zh: '改过', en: 'edited' },
    cases.filter(({ edit }) => edit === 'edited'),
  )
  add(
    { zh: '删去', en: 'removed' },
    cases.filter(({ edit }) => edit === 'removed'),
  )
  add(
    { zh: '两版都通过', en: 'pass in both versions' },
    cases.filter(({ passed, alike }) => alike === true && passed.before === true && passed.after === true),
  )
  return groups
}

/** The changes as they are told. */
function causeWords({ causes }: CaseComparison, changes: readonly PolicyChange[]): Words {
  const told = causes.map((cause): Words => {
    const change = changes.find((one) => isCause(cause, one))
    if (!change) return { zh: cause.key, en: cause.key }
    const { title, words } = change
    return { zh: `${title.zh} ${words.zh}`, en: `${title.en}: ${words.en}` }
  })
  return { zh: told.map(({ zh }) => zh).join('；'), en: told.map(({ en }) => en).join('; ') }
}

/** Some ids, and how many more. */
export function idsText(cases: readonly CaseComparison[], language: Language): string {
  const shown = cases.slice(0, 5).map(({ id, reading }) => (reading === null ? id : `${id} (${reading})`))
  const more = cases.length - shown.length
  if (more > 0) shown.push(language === 'zh' ? `等 ${cases.length} 个` : `and ${more} more`)
  return shown.join(language === 'zh' ? '、' : ', ')
}
