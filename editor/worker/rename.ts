import { applyEdits, type TextEdit, type Words, type Workspace } from '../../engine/index.ts'
import type { Refusal } from './draft.ts'
import { clauseIdOf, occurrencesIn } from './references.ts'
import type { ChangedText } from './rewrite.ts'
import { type Occurrence, type SymbolName, symbolKey } from './symbols.ts'

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
const snake = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/
const clauseKey = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/

const patterns: Readonly<Record<SymbolName['kind'], { readonly form: RegExp; readonly words: Words }>> = {
  fact: {
    form: snake,
    words: { zh: '小写字母、数字和下划线', en: 'lower-case letters, digits and underscores' },
  },
  parameter: {
    form: snake,
    words: { zh: '小写字母、数字和下划线', en: 'lower-case letters, digits and underscores' },
  },
  value: {
    form: snake,
    words: { zh: '小写字母、数字和下划线', en: 'lower-case letters, digits and underscores' },
  },
  condition: {
    form: kebab,
    words: { zh: '小写字母、数字和短横', en: 'lower-case letters, digits and hyphens' },
  },
  code: { form: kebab, words: { zh: '小写字母、数字和短横', en: 'lower-case letters, digits and hyphens' } },
  clause: {
    form: clauseKey,
    words: { zh: '小写字母、数字、短横和点', en: 'lower-case letters, digits, hyphens and dots' },
  },
}

/** Facts that the engine itself reads by name. */
const ownFacts: ReadonlySet<string> = new Set(['as_of'])

/** What stands at an offset of a file: the name with all its places, or nothing that has a name. */
export function symbolAt(
  occurrences: readonly Occurrence[],
  file: string,
  offset: number,
): Occurrence | undefined {
  return occurrences.find((one) => one.file === file && one.span[0] <= offset && offset <= one.span[1])
}

/** Every place of a name. */
export const placesOf = (occurrences: readonly Occurrence[], symbol: SymbolName): readonly Occurrence[] => {
  const key = symbolKey(symbol)
  return occurrences.filter((one) => symbolKey(one.symbol) === key)
}

/** What a name becomes at a place. A clause is written by its id, but where it is defined. */
function written({ symbol, writes, isDefinition }: Occurrence, to: string, workspace: Workspace): string {
  if (symbol.kind !== 'clause' || isDefinition || writes !== 'id') return to
  return clauseIdOf(workspace.clause(symbol.name)?.provision ?? '', to)
}

/**
 * The texts after a name is given another: every place of it, in rules, cases, facts and readings.
 *
 * Errors  returned: not a name, taken already, or given out as data by a `holding`
 */
export function renamed(
  workspace: Workspace,
  symbol: SymbolName,
  to: string,
): { readonly ok: true; readonly texts: readonly ChangedText[] } | Refusal {
  const occurrences = occurrencesIn(workspace)
  const places = placesOf(occurrences, symbol)
  const refused = refusalOf(workspace, symbol, to, places, occurrences)
  if (refused) return refused
  const edits = new Map<string, TextEdit[]>()
  for (const place of places) {
    const list = edits.get(place.file) ?? []
    list.push({ span: place.span, text: written(place, to, workspace) })
    edits.set(place.file, list)
  }
  return {
    ok: true,
    texts: [...edits].map(([path, list]) => ({
      path,
      text: applyEdits(workspace.documents.get(path)?.text ?? '', list),
    })),
  }
}

function refusalOf(
  workspace: Workspace,
  symbol: SymbolName,
  to: string,
  places: readonly Occurrence[],
  occurrences: readonly Occurrence[],
): Refusal | null {
  const { form, words } = patterns[symbol.kind]
  const reserved = symbol.kind === 'fact' && [symbol.name, to].find((name) => ownFacts.has(name))
  if (reserved)
    return {
      ok: false,
      why: {
        zh: `\`${reserved}\` 是判定日，引擎按这个名称读它`,
        en: `\`${reserved}\` is the date of decision, which the engine reads by this name`,
      },
      fix: { zh: '改它的标题，不改名称', en: 'change its title, not its name' },
    }
  if (!form.test(to))
    return {
      ok: false,
      why: { zh: `“${to}”不能作名称`, en: `“${to}” is no name` },
      fix: { zh: `用${words.zh}`, en: `use ${words.en}` },
    }
  const provision = workspace.clause(symbol.name)?.provision ?? ''
  const now = symbol.kind === 'clause' ? clauseIdOf(provision, to) : to
  const taken = placesOf(occurrences, { ...symbol, name: now })
  if (taken.length > 0 && now !== symbol.name)
    return {
      ok: false,
      why: { zh: `已经有 \`${now}\``, en: `\`${now}\` is there already` },
      fix: { zh: '换一个名称', en: 'choose another name' },
    }
  if (places.some(({ isHeld }) => isHeld))
    return {
      ok: false,
      why: {
        zh: `\`${symbol.name}\` 会作为结果给出（holding），用例和别的规则可能写着它`,
        en: `\`${symbol.name}\` is given out as a result (holding), which cases and rules may name`,
      },
      fix: { zh: '在文字里逐处改', en: 'change it in the text, place by place' },
    }
  return null
}
