// A provision of 500 lines: the longest of the employment policy, with clauses of another after its own.

const path = 'employment-promotion/provisions/startup-loan.yaml'
const other = 'employment-promotion/provisions/training-subsidy.yaml'
const value = 'undated: 50000'

/**
 * The texts with the provision made longer, and the same with a digit typed into an amount of it.
 *
 * Shape   files × lines at least → { files, path, lines, typed: text after the key }
 */
export function withLongProvision(files, least = 500) {
  const textOf = (name) => files.find((one) => one.path === name).text
  const blocks = textOf(other)
    .split(/^clauses:\n/m)[1]
    .split(/^(?= {2}[a-z0-9-]+:\n)/m)
  let text = textOf(path)
  for (const block of blocks) if ((text + block).split('\n').length <= least + 40) text += block
  const at = text.indexOf(value)
  const lines = text.split('\n').length - 1
  if (lines < least || at < 0) throw new Error('the provision is not as it was')
  const end = at + value.length
  return {
    path,
    lines,
    files: files.map((one) => (one.path === path ? { path, text } : one)),
    typed: `${text.slice(0, end)}5${text.slice(end)}`,
  }
}
