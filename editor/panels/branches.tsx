import { memo } from 'react'
import { nodeInYaml } from '../fields/condition-actions.ts'
import type { ChoiceView } from '../state/clause-view.ts'
import type { ConditionNode } from '../state/condition-view.ts'
import { useWords } from '../words/use-words.ts'

/** A condition by its branches, to read: what decides a choice, or when a person is asked. */
export function Branches({ node }: { node: ConditionNode }) {
  const { t, w } = useWords()
  const { form, of } = node
  if (of.length === 0) return <>{w(node.words)}</>
  return (
    <>
      {of.length > 1 && <span className="soft">{t(form === 'any' ? 'anyOf' : 'allOf')}</span>}
      {form === 'not' && <span className="soft">{t('notThis')}</span>}
      <ul className="branches">
        {of.map((inner) => (
          <li key={inner.path.join('/')}>
            <Branches node={inner} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** Leads to a rule in the text. */
export function YamlLink({ file, at }: { file: string; at: readonly (string | number)[] }) {
  const { t } = useWords()
  return (
    <button type="button" className="button link small" onClick={() => void nodeInYaml(file, at)}>
      {t('seeYaml')}
    </button>
  )
}

/** Where an amount depends on the case: each with its condition, and what it gives. */
export const Choices = memo(function Choices({ choices }: { choices: readonly ChoiceView[] }) {
  const { t, w } = useWords()
  if (choices.length === 0) return null
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('choices')}</h2>
        <span>{t('choicesHint')}</span>
      </div>
      {choices.map(({ title, cases, file, path }) => (
        <table className="choices" key={path.join('/')}>
          <caption>
            {w(title)} <YamlLink file={file} at={path} />
          </caption>
          <tbody>
            {cases.map(({ when, words, then }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cases are told apart by their order
              <tr key={index}>
                <td>
                  {when ? (
                    <Branches node={when} />
                  ) : words ? (
                    w(words)
                  ) : (
                    <span className="soft">{t('otherwise')}</span>
                  )}
                </td>
                <td className="value">{w(then)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  )
})
