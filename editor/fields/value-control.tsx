import { SegmentedControl } from '@mantine/core'
import type { ParameterView, ValueView } from '../state/clause-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { showInYaml, store } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { setValue, shownText, writtenText } from './value-edits.ts'
import { ValueField, type ValueFieldProps } from './value-field.tsx'

/** The control a value of its kind is edited by. Lists are read here and edited in the text. */
export function ValueControl({
  parameter,
  value,
  label,
}: {
  parameter: ParameterView
  value: ValueView
  label: string
}) {
  const { t, w } = useWords()
  const readOnly = useSignal(store, (state) => state.files.get(value.place.path)?.writable === false)
  const edited = value.before !== null || value.added
  switch (parameter.kind) {
    case 'list':
      return (
        <span className="value-list">
          {w(value.shown)}{' '}
          <button type="button" className="button link small" onClick={() => showInYaml(value.place)}>
            {t('inYaml')}
          </button>
        </span>
      )
    case 'boolean':
      return (
        <SegmentedControl
          size="xs"
          aria-label={label}
          readOnly={readOnly}
          value={value.text}
          onChange={(chosen) => void setValue(value, chosen)}
          data={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
        />
      )
    case 'category':
      return (
        <select
          className="select-field"
          aria-label={label}
          data-edited={edited}
          disabled={readOnly}
          value={value.text}
          onChange={(event) => void setValue(value, event.target.value)}
        >
          {parameter.options.map((option) => (
            <option key={option.value} value={option.value}>
              {w(option.title)}
            </option>
          ))}
        </select>
      )
    default:
      return (
        <ValueField
          kind={fieldKind(parameter.kind)}
          text={shownText(value.text)}
          unit={value.text.endsWith('%') ? '%' : parameter.unit && w(parameter.unit)}
          label={label}
          edited={edited}
          readOnly={readOnly}
          onText={(text, visit) =>
            void setValue(value, writtenText(text, value.text), `${parameter.name}:${value.from}:${visit}`)
          }
        />
      )
  }
}

/** How a value is typed: a list, a choice and yes or no have controls of their own. */
export function fieldKind(kind: ParameterView['kind']): ValueFieldProps['kind'] {
  return kind === 'date' || kind === 'month-day' || kind === 'text' ? kind : 'number'
}
