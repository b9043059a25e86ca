import type { Diagnostic } from '../base/diagnostic.ts'
import { nearestName } from '../base/nearest.ts'
import type { Words } from '../base/words.ts'
import type { Document, Entry, MapNode } from '../document/document.ts'
import { shown } from '../document/fault.ts'
import {
  didYouMean,
  listed,
  respelt,
  type SchemaPart,
  type SchemaPlace,
  wordsFromText,
} from './schema-fault.ts'

/** So many names fit into a fix; longer lists are for completion. */
const few = 8

/**
 * A key that is not known here; `written` are the keys that stand beside it. `meant` is the missing key that
 * it is taken for.
 *
 * Errors  KEY_UNKNOWN
 */
export function keyUnknown(
  document: Document,
  entry: Entry,
  written: ReadonlySet<string>,
  part: SchemaPart | undefined,
  missing: ReadonlySet<string>,
  alone: boolean,
): { readonly diagnostic: Diagnostic; readonly meant: string | undefined } {
  const name = entry.key.text
  const common = {
    code: 'KEY_UNKNOWN',
    severity: 'error',
    file: document.file,
    span: entry.key.span,
  } as const
  const form = part?.properties ? undefined : wordsFromText(part?.title)
  const known = Object.keys(part?.properties ?? {})
  const free = known.filter((key) => !written.has(key))
  const only = alone && missing.size === 1 ? [...missing][0] : undefined
  const meant = nearestName(name, missing) ?? (nearestName(name, free) === undefined ? only : undefined)
  const near = meant ?? nearestName(name, free) ?? nearestForm(name, part)
  const message: Words = form
    ? { zh: `${shown(name)} 不是${form.zh}`, en: `${shown(name)} is not ${form.en}` }
    : { zh: `这里没有 ${shown(name)} 这个键`, en: `there is no key ${shown(name)} here` }
  if (near !== undefined)
    return { meant, diagnostic: { ...common, message, fix: didYouMean(near), replacement: near } }
  return { meant, diagnostic: { ...common, message, fix: form ? formFix(form) : chooseFix(free) } }
}

const formFix = (form: Words): Words => ({ zh: `写成${form.zh}`, en: `write ${form.en}` })

function chooseFix(names: readonly string[]): Words {
  if (names.length === 0 || names.length > few)
    return { zh: '改正键名，或删去', en: 'correct the key, or remove it' }
  const list = listed(names)
  return { zh: `改用：${list.zh}；或删去`, en: `use one of ${list.en}, or remove it` }
}

/** A name near to a usual one (before its dot, in a place like `eligibility.registered`), or only spelt in another form. */
function nearestForm(name: string, part: SchemaPart | undefined): string | undefined {
  const dot = name.indexOf('.')
  const head = nearestName(dot < 0 ? name : name.slice(0, dot), part?.examples ?? [])
  if (head === undefined) return respelt(name, part?.pattern)
  return dot < 0 ? head : head + name.slice(dot)
}

/** A key that belongs elsewhere: the schema says where. */
export function keyNotAllowed(document: Document, entry: Entry, part: SchemaPart | undefined): Diagnostic {
  const name = entry.key.text
  return {
    code: 'KEY_UNKNOWN',
    severity: 'error',
    file: document.file,
    span: entry.key.span,
    message: wordsFromText(part?.description) ?? {
      zh: `\`${name}\` 不能写在这里`,
      en: `\`${name}\` does not belong here`,
    },
    fix: { zh: `删去 \`${name}\``, en: `remove \`${name}\`` },
  }
}

/**
 * Keys that a map must have. `instead` is what stands there in their place.
 *
 * Errors  KEY_MISSING
 */
export function keysMissing(
  place: SchemaPlace,
  map: MapNode,
  names: readonly string[],
  instead: readonly string[] = [],
): Diagnostic {
  const { document, entry } = place
  const list = listed(names)
  const where = entry
    ? { zh: `${shown(entry.key.text)} `, en: ` in ${shown(entry.key.text)}` }
    : { zh: '这里', en: ' here' }
  return {
    code: 'KEY_MISSING',
    severity: 'error',
    file: document.file,
    span: entry?.key.span ?? map.entries[0]?.key.span ?? map.span,
    message: {
      zh: `${where.zh}缺少 ${list.zh}`,
      en: `${list.en} ${names.length === 1 ? 'is' : 'are'} missing${where.en}`,
    },
    fix:
      instead.length === 0
        ? { zh: `写上 ${list.zh}`, en: `add ${list.en}` }
        : {
            zh: `把 ${listed(instead).zh} 改成 ${list.zh}`,
            en: `write ${list.en} in place of ${listed(instead).en}`,
          },
  }
}

export function mechanismUnknown(document: Document, entry: Entry, part: SchemaPart): Diagnostic {
  const name = entry.key.text
  const near = nearestName(name, Object.keys(part.properties ?? {}))
  const list = listed(Object.keys(part.properties ?? {}))
  return {
    code: 'MECHANISM_UNKNOWN',
    severity: 'error',
    file: document.file,
    span: entry.key.span,
    message: { zh: `没有 ${shown(name)} 这个算法`, en: `there is no mechanism ${shown(name)}` },
    fix: near === undefined ? { zh: `改用：${list.zh}`, en: `use one of ${list.en}` } : didYouMean(near),
    ...(near !== undefined && { replacement: near }),
  }
}

/** A step with no mechanism, or with more than one: often a forgotten indent or dash. */
export function stepKeys(place: SchemaPlace, map: MapNode, part: SchemaPart | undefined): Diagnostic {
  const common = { code: 'STEP_KEYS', severity: 'error', file: place.document.file } as const
  const [first, second] = map.entries
  if (!first || !second)
    return {
      ...common,
      span: map.span,
      message: { zh: '这一步没有写算法', en: 'this step has no mechanism' },
      fix: { zh: '写一个算法，例如 `cap: X`', en: 'write a mechanism, such as `cap: X`' },
    }
  const indent = first.value === null && !Object.hasOwn(part?.properties ?? {}, second.key.text)
  const list = listed(map.entries.map(({ key }) => key.text))
  return {
    ...common,
    span: second.key.span,
    message: {
      zh: `一步只写一个算法，这里有 ${list.zh}`,
      en: `a step has exactly one mechanism, this one has ${list.en}`,
    },
    fix: indent
      ? {
          zh: `把 ${shown(second.key.text)} 缩进到 ${shown(first.key.text)} 下面`,
          en: `indent ${shown(second.key.text)} below ${shown(first.key.text)}`,
        }
      : {
          zh: `在 ${shown(second.key.text)} 前另起一步，写 \`- \``,
          en: `begin a new step with \`- \` before ${shown(second.key.text)}`,
        },
    related: [
      {
        file: place.document.file,
        span: first.key.span,
        message: { zh: '这一步从这里开始', en: 'the step begins here' },
      },
    ],
  }
}
