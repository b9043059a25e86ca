import { type DatedValue, formatDate, type Parameter, type Workspace } from '../../engine/index.ts'

/** Every parameter of a workspace, by its full name. */
export function parametersOf(workspace: Workspace): ReadonlyMap<string, Parameter> {
  const all = new Map<string, Parameter>()
  for (const policy of workspace.policies)
    for (const provision of policy.provisions) {
      for (const parameter of provision.parameters) all.set(parameter.name, parameter)
      for (const clause of provision.clauses)
        for (const parameter of clause.parameters) all.set(parameter.name, parameter)
    }
  return all
}

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
