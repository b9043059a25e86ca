import {
  type DatedValue,
  formatDate,
  type Parameter,
  parametersOf,
  type Workspace,
} from '../../engine/index.ts'

/** A value as it stands in its file; a list has no text of its own. */
export function writtenText(value: DatedValue, workspace: Workspace): string {
  if (value.text !== '') return value.text
  const { file, span } = value.origin
  return workspace.documents.get(file)?.text.slice(...span) ?? ''
}

export const dayOf = (value: DatedValue): string | null =>
  value.from === null ? null : formatDate(value.from)

const signature = (parameter: Parameter, workspace: Workspace): string =>
  parameter.values.map((value) => `${dayOf(value) ?? 'undated'}: ${writtenText(value, workspace)}`).join('\n')

/** Full names of the parameters whose values are not the saved ones. */
export function editedParameters(now: Workspace, saved: Workspace): ReadonlySet<string> {
  const before = parametersOf(saved)
  const edited = new Set<string>()
  for (const [name, parameter] of parametersOf(now)) {
    const old = before.get(name)
    if (old === parameter) continue
    if (!old || signature(parameter, now) !== signature(old, saved)) edited.add(name)
  }
  return edited
}
