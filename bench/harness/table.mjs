// One table of figures, each with its aim where it has one.

/** A figure: `value` in `unit` (`×` of what `against` names, `ms`, `ns`), and what it ought to be. */
export const figure = (name, value, unit, { against = '', aim = null, note = '' } = {}) => ({
  name,
  value,
  unit,
  against,
  aim,
  note,
})

export const atLeast = (number) => ({ least: number })
export const atMost = (number) => ({ most: number })

export const isReached = ({ value, aim }) =>
  aim === null ? null : aim.least === undefined ? value <= aim.most : value >= aim.least

/** Three digits that say something. */
function digits(number) {
  if (!Number.isFinite(number)) return 'none'
  const size = Math.abs(number)
  if (size >= 100) return Math.round(number).toLocaleString('en')
  if (size >= 10) return number.toFixed(1)
  return size >= 0.1 ? number.toFixed(2) : String(Number(number.toPrecision(2)))
}

const withUnit = (number, unit) => (unit === '×' ? `${digits(number)}×` : `${digits(number)} ${unit}`)

const aimText = ({ aim, unit }) =>
  aim === null
    ? ''
    : aim.least === undefined
      ? `≤ ${withUnit(aim.most, unit)}`
      : `≥ ${withUnit(aim.least, unit)}`

const verdict = (row) => {
  const reached = isReached(row)
  return reached === null ? '' : reached ? 'pass' : 'short'
}

const cells = (row) => [
  row.name,
  row.against,
  withUnit(row.value, row.unit),
  aimText(row),
  verdict(row),
  row.note,
]

/** Markdown; the columns line up in a terminal too. */
export function tableOf(rows) {
  const lines = [['figure', 'against', 'measured', 'aim', '', 'note'], ...rows.map(cells)]
  const widths = lines[0].map((_, column) => Math.max(3, ...lines.map((line) => [...line[column]].length)))
  const print = (line) =>
    `| ${line.map((cell, column) => cell + ' '.repeat(widths[column] - [...cell].length)).join(' | ')} |`
  return [
    print(lines[0]),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...lines.slice(1).map(print),
  ].join('\n')
}
