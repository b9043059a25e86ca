import type { Diagnostic, DiagnosticCode } from '../base/diagnostic.ts'
import { nearestName } from '../base/nearest.ts'
import type { Words } from '../base/words.ts'
import type { Node } from '../document/document.ts'
import { shown } from '../document/fault.ts'
import { readBoolean } from '../document/scalar.ts'
import {
  didYouMean,
  listed,
  respelt,
  type SchemaError,
  type SchemaPart,
  type SchemaPlace,
  spanOf,
  wordsFromText,
} from './schema-fault.ts'

const kinds = {
  object: { zh: '有键的映射', en: 'a map with keys' },
  array: { zh: '列表', en: 'a list' },
  string: { zh: '文字', en: 'text' },
  number: { zh: '数', en: 'a number' },
  integer: { zh: '整数', en: 'a whole number' },
  boolean: { zh: ' `true` 或 `false`', en: '`true` or `false`' },
  null: { zh: '`null`', en: '`null`' },
} as const satisfies Record<string, Words>

const kindOf = (type: string): Words =>
  Object.hasOwn(kinds, type) ? kinds[type as keyof typeof kinds] : { zh: type, en: type }

interface Said {
  readonly code: DiagnosticCode
  readonly message: Words
  readonly fix: Words
  readonly replacement?: string
}

/**
 * A value that the schema does not take.
 *
 * Errors  VALUE_TYPE, VALUE_NOT_ALLOWED, LIST_LENGTH, KEY_MISSING (an empty map), LANGUAGE_VERSION
 */
export function valueFault(place: SchemaPlace, error: SchemaError): Diagnostic {
  return { severity: 'error', file: place.document.file, span: spanOf(place), ...said(place, error) }
}

function said(place: SchemaPlace, error: SchemaError): Said {
  const { keyword, params } = error
  switch (keyword) {
    case 'type':
      return wrongKind(place, [params.type].flat().map(String), error)
    case 'enum':
      return notAmong(place, params.allowedValues as readonly unknown[])
    case 'const':
      return nameOf(place) === 'language'
        ? languageVersion(place, params.allowedValue)
        : notAmong(place, [params.allowedValue])
    case 'pattern':
      return wrongForm(place, error)
    case 'minItems':
    case 'maxItems':
      return listLength(place, keyword === 'minItems', Number(params.limit))
    case 'minProperties':
    case 'maxProperties':
      return mapSize(place, error)
    default:
      return outOfRange(place, params)
  }
}

const nameOf = ({ entry }: SchemaPlace): string | undefined => entry?.key.text

const subject = (place: SchemaPlace): Words => {
  const name = nameOf(place)
  if (name !== undefined) return { zh: `${shown(name)} `, en: shown(name) }
  return place.node === place.document.root
    ? { zh: '文件', en: 'the file' }
    : { zh: '这一项', en: 'this entry' }
}

const written = (node: Node | null): Words => {
  if (node?.kind === 'map') return kinds.object
  if (node?.kind === 'list') return kinds.array
  const text = shown(node?.source ?? '')
  return { zh: ` ${text}`, en: text }
}

function wrongKind(place: SchemaPlace, types: readonly string[], { parentSchema }: SchemaError): Said {
  const wanted = wantedKinds(types)
  const zh = wanted.map((words) => words.zh).join('或')
  const en = wanted.map((words) => words.en).join(' or ')
  const at = subject(place)
  const is = written(place.node)
  return {
    code: 'VALUE_TYPE',
    message: { zh: `${at.zh}要的是${zh}，这里是${is.zh}`, en: `${at.en} takes ${en}, not ${is.en}` },
    ...(inBothLanguages(place.node, parentSchema) ??
      mended(place.node, types) ?? { fix: { zh: `写${zh}`, en: `write ${en}` } }),
  }
}

/** A number will do for a text, since any scalar is one; with `true` and `false` it is any single value. */
function wantedKinds(types: readonly string[]): readonly Words[] {
  const wants = (type: string) => types.includes(type)
  const single = wants('string') && wants('boolean') ? [{ zh: '单个值', en: 'a single value' }] : []
  const rest = types.filter((type) => {
    if (single.length > 0) return type === 'array' || type === 'object'
    return type !== 'number' || !wants('string')
  })
  return [...single, ...rest.map(kindOf)]
}

/** The fix for a text in one language. */
function inBothLanguages(node: Node | null, part: SchemaPart | undefined): Pick<Said, 'fix'> | undefined {
  if (node?.kind !== 'scalar' || !part?.properties?.zh || !part.properties.en) return undefined
  const text = /\p{Script=Han}/u.test(node.text)
    ? `{ zh: ${node.source}, en: … }`
    : `{ zh: …, en: ${node.source} }`
  return { fix: { zh: `写成 \`${text}\``, en: `write \`${text}\`` } }
}

/** The fix for the usual slips: quotes around a number, `yes`, one entry without brackets, a step without a dash. */
function mended(node: Node | null, types: readonly string[]): Omit<Said, 'code' | 'message'> | undefined {
  const write = (text: string) => ({
    fix: { zh: `写成 \`${text}\``, en: `write \`${text}\`` },
    replacement: text,
  })
  const wants = (type: string) => types.includes(type)
  if (node?.kind === 'scalar') {
    if (wants('number') && /^-?\d+(\.\d+)?$/.test(node.text)) return write(node.text)
    const answer = wants('boolean') ? readBoolean(node) : undefined
    if (answer && !answer.ok && answer.fix !== '') return write(answer.fix)
    if (wants('array') && !node.text.includes('\n')) return write(`[${node.source}]`)
    if (wants('string') && !wants('object')) return write(`'${node.text}'`)
  }
  if (node?.kind === 'map' && wants('array'))
    return { fix: { zh: '每一项前写 `- `', en: 'begin each entry with `- `' } }
  return undefined
}

function notAmong(place: SchemaPlace, allowed: readonly unknown[]): Said {
  const names = allowed.map(String)
  const text = place.node?.kind === 'scalar' ? place.node.text : undefined
  const near = text === undefined ? undefined : nearestName(text, names)
  const list = listed(names)
  const at = subject(place)
  const is = written(place.node)
  return {
    code: 'VALUE_NOT_ALLOWED',
    message: { zh: `${at.zh}不能是${is.zh}`, en: `${at.en} cannot be ${is.en}` },
    fix:
      near !== undefined
        ? didYouMean(near)
        : names.length === 1
          ? { zh: `写 ${list.zh}`, en: `write ${list.en}` }
          : { zh: `改用：${list.zh}`, en: `use one of ${list.en}` },
    ...(near !== undefined && { replacement: near }),
  }
}

function languageVersion(place: SchemaPlace, supported: unknown): Said {
  const is = written(place.node)
  return {
    code: 'LANGUAGE_VERSION',
    message: {
      zh: `不支持规则语言版本${is.zh}`,
      en: `version ${is.en} of the rule language is not supported`,
    },
    fix: {
      zh: `写 \`${supported}\`，或用更新的程序打开`,
      en: `write \`${supported}\`, or open it with a newer release`,
    },
    replacement: String(supported),
  }
}

function wrongForm(place: SchemaPlace, { parentSchema }: SchemaError): Said {
  const form = wordsFromText(parentSchema?.title) ?? { zh: '允许的写法', en: 'in a form that is allowed' }
  const is = written(place.node)
  const near = place.node?.kind === 'scalar' ? respelt(place.node.text, parentSchema?.pattern) : undefined
  return {
    code: 'VALUE_NOT_ALLOWED',
    message: { zh: `${subject(place).zh}的值${is.zh} 不是${form.zh}`, en: `${is.en} is not ${form.en}` },
    fix: near === undefined ? { zh: `写${form.zh}`, en: `write ${form.en}` } : didYouMean(near),
    ...(near !== undefined && { replacement: near }),
  }
}

function listLength(place: SchemaPlace, least: boolean, limit: number): Said {
  const length = place.node?.kind === 'list' ? place.node.items.length : 0
  const at = subject(place)
  const entries = limit === 1 ? 'entry' : 'entries'
  return {
    code: 'LIST_LENGTH',
    message: {
      zh: `${at.zh}${least ? '至少' : '至多'}要 ${limit} 项，这里有 ${length} 项`,
      en: `${at.en} takes at ${least ? 'least' : 'most'} ${limit} ${entries}, not ${length}`,
    },
    fix: least
      ? { zh: '补上缺少的项，或删去这个键', en: 'add what is missing, or remove the key' }
      : { zh: '删去多余的项', en: 'remove what is too much' },
  }
}

function mapSize(place: SchemaPlace, { parentSchema, keyword }: SchemaError): Said {
  const at = subject(place)
  const names = Object.keys(parentSchema?.properties ?? {})
  const list = listed(names.length <= 8 ? names : [])
  return {
    code: 'KEY_MISSING',
    message:
      keyword === 'minProperties'
        ? { zh: `${at.zh}里什么也没有`, en: `${at.en} is empty` }
        : { zh: `${at.zh}里的键太多`, en: `${at.en} has too many keys` },
    fix: list.en
      ? { zh: `用：${list.zh}`, en: `use ${list.en}` }
      : { zh: '写上内容，或删去这个键', en: 'write what belongs there, or remove the key' },
  }
}

function outOfRange(place: SchemaPlace, params: Readonly<Record<string, unknown>>): Said {
  const at = subject(place)
  const is = written(place.node)
  const comparison = String(params.comparison ?? '')
  const limit = String(params.limit ?? '')
  return {
    code: 'VALUE_NOT_ALLOWED',
    message: { zh: `${at.zh}不能是${is.zh}`, en: `${at.en} cannot be ${is.en}` },
    fix: { zh: `写一个 ${comparison} ${limit} 的数`, en: `write a number ${comparison} ${limit}` },
  }
}
