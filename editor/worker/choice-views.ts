import {
  type Clause,
  conditionWords,
  formatValue,
  nodeAt,
  type Path,
  sameWords,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import type { ChoiceView } from '../state/clause-view.ts'
import { conditionTree, stated } from './condition-tree.ts'

type Step = NonNullable<Clause['rules']['amount']>[number]
type Operand = Step['cases'][number]['then']

/** Every `choose` of a clause: its cases with their conditions, then what holds otherwise. */
export function choiceViews({ rules, title }: Clause, workspace: Workspace): readonly ChoiceView[] {
  return [
    ...rules.values.flatMap((value) =>
      choicesIn(value.steps, value.title ?? sameWords(value.name), workspace),
    ),
    ...choicesIn(rules.amount ?? [], title, workspace),
  ]
}

function choicesIn(steps: readonly Step[], title: Words, workspace: Workspace): readonly ChoiceView[] {
  return steps.flatMap((step) => {
    const inner = choicesIn(step.body ?? [], title, workspace)
    if (step.cases.length === 0) return inner
    const { file, path } = step.origin
    const list = nodeAt(workspace.documents.get(file)?.root, path)
    const cases = step.cases.map(({ when, then }, index) => ({
      when: list ? conditionTree(when, casePath(path, index), file, workspace) : null,
      words: conditionWords(when, stated),
      then: operandWords(then),
    }))
    const rest = step.otherwise ? [{ when: null, words: null, then: operandWords(step.otherwise) }] : []
    return [{ title, cases: [...cases, ...rest], file, path }, ...inner]
  })
}

const casePath = (path: Path, index: number): Path => [...path, index, 'when']

/** A parameter with the value that the text states; anything else by its title. */
function operandWords(operand: Operand): Words {
  switch (operand.kind) {
    case 'parameter': {
      const { parameter } = operand
      const [first] = parameter.values
      const value = first && formatValue(first.value, parameter.type)
      return value
        ? { zh: `${parameter.title.zh} ${value.zh}`, en: `${parameter.title.en} ${value.en}` }
        : parameter.title
    }
    case 'fact':
      return operand.fact.title
    case 'literal':
      return formatValue(operand.value, operand.type)
    case 'value':
      return operand.title ?? sameWords(operand.name)
    case 'item':
      return operand.title ?? sameWords(operand.name)
  }
}
