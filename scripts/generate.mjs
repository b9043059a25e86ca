// Makes what is made: the schemas of formulas and conditions, the compiled validators, the schemas of facts.
// `--check` writes nothing and fails, naming the files, when one is not current.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { loadTs, root } from './load-ts.mjs'

const checkOnly = process.argv.includes('--check')
const stale = []
const pending = new Map()

const { formulaSchema } = await loadTs('engine/mechanisms/schema.ts')
const { conditionSchema } = await loadTs('engine/conditions/operators.ts')
emit('schemas/formula.schema.json', `${JSON.stringify(formulaSchema(), null, 2)}\n`)
emit('schemas/condition.schema.json', `${JSON.stringify(conditionSchema(), null, 2)}\n`)
emit('engine/policy/validators.generated.js', validators())
await factsSchemas()

if (stale.length > 0) {
  console.error(`not current: ${stale.join(', ')}\nfix: npm run generate`)
  process.exit(1)
}

/** Beside each vocabulary, what facts look like in JSON: for editors and for those who send them. */
async function factsSchemas() {
  const { factsJsonSchema, fileKind, loadWorkspace } = await loadTs('engine/index.ts')
  const paths = readdirSync(`${root}policies`, { recursive: true }).map((path) =>
    `policies/${path}`.replaceAll('\\', '/'),
  )
  const files = paths
    .filter((path) => fileKind(path))
    .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }))
  for (const policy of loadWorkspace(files).policies) {
    const folder = policy.origin.file.replace(/policy\.yaml$/, '')
    emit(`${folder}facts.schema.json`, `${JSON.stringify(factsJsonSchema(policy), null, 2)}\n`)
  }
}

function validators() {
  const schemas = readdirSync(`${root}schemas`)
    .filter((name) => name.endsWith('.schema.json'))
    .map((name) =>
      JSON.parse(
        pending.get(`schemas/${name}`) ?? readFileSync(`${root}schemas/${name}`, 'utf8'),
        withoutWords,
      ),
    )
  const ajv = new Ajv2020({
    schemas,
    allErrors: true,
    // An error carries the part of the schema it failed: messages are made of it.
    verbose: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    ownProperties: true,
    inlineRefs: false,
    code: { source: true, esm: true, lines: false },
  })
  ajv.addVocabulary(['markdownDescription', 'defaultSnippets'])
  const kinds = ['policy', 'facts', 'provision', 'cases', 'mapping', 'log']
  const ids = kinds.map((kind) => [kind, `https://clausebook.dev/schemas/${kind}.schema.json`])
  const code = standaloneCode(ajv, Object.fromEntries(ids))
  return `// Made by scripts/generate.mjs from schemas/*.schema.json. Do not edit.\n${withoutRequire(appending(code))}`
}

/** Ajv copies all errors so far for each list item with one: thousands of faults would take seconds. */
function appending(code) {
  const append = 'const append = (all, more) => { for (const error of more) all.push(error); return all };\n'
  return append + code.replaceAll(/vErrors\.concat\(([\w.]+\.errors)\)/g, 'append(vErrors, $1)')
}

/**
 * Validators need the title of a form (`pattern`) and the description of what is forbidden (`not`) for
 * their messages, and no other words; a property called `title` is a schema, not a text, and stays.
 */
function withoutWords(key, value) {
  const isWords = ['title', 'description', 'markdownDescription'].includes(key) && typeof value === 'string'
  const isSaid = (key === 'title' && 'pattern' in this) || (key === 'description' && 'not' in this)
  return isWords && !isSaid ? undefined : value
}

/** The validators run without Ajv: the one helper they ask for stands in the file itself. */
function withoutRequire(code) {
  const helpers = {
    ucs2length: 'const ucs2length = (text) => [...text].length;\n',
  }
  let needed = ''
  const body = code.replaceAll(
    /const (\w+) = require\("ajv\/dist\/runtime\/(\w+)"\)\.default;?/g,
    (_, name, helper) => {
      if (!helpers[helper]) throw new Error(`no stand-in for Ajv's ${helper}`)
      if (!needed.includes(helpers[helper])) needed += helpers[helper]
      return name === helper ? '' : `const ${name} = ${helper};`
    },
  )
  if (body.includes('require(')) throw new Error('the validators still require something')
  return needed + body
}

function emit(path, text) {
  pending.set(path, text)
  const file = `${root}${path}`
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  if (checkOnly) stale.push(path)
  else writeFileSync(file, text)
}
