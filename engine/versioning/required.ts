import type { ChangeKind, PolicyChange } from '../compare/change.ts'
import type { Bump } from './version.ts'

/**
 * What each kind of change asks of the version. First number: whoever embeds the policy or decides by it has to
 * look at how it decides anew. Middle: other figures, or something more, decided in the same way. Last: nothing is
 * decided otherwise.
 */
const bumpOf: Readonly<Record<ChangeKind, Bump>> = {
  'clause-added': 'minor',
  'clause-repealed': 'major',
  // Whoever names it by its id finds it no more.
  'clause-moved': 'major',
  'value-added': 'minor',
  'value-amended': 'minor',
  'value-repealed': 'minor',
  'value-redated': 'minor',
  // What reads them is a change of its own.
  'parameter-added': 'minor',
  'parameter-removed': 'minor',
  'parameter-changed': 'major',
  'condition-added': 'major',
  'condition-removed': 'major',
  'condition-loosened': 'major',
  'condition-tightened': 'major',
  'condition-changed': 'major',
  'formula-changed': 'major',
  'rounding-changed': 'major',
  'output-changed': 'major',
  'refer-changed': 'major',
  'effective-changed': 'minor',
  'stacking-changed': 'major',
  'payment-changed': 'major',
  'reading-changed': 'minor',
  'citation-changed': 'patch',
  'words-changed': 'patch',
  'fact-added': 'minor',
  'fact-removed': 'major',
  'fact-changed': 'major',
  'policy-changed': 'patch',
  'source-changed': 'patch',
  'no-effect': 'none',
}

/** What one change asks of the version of its policy. */
export function bumpFor({ kind, effect, subject }: PolicyChange): Bump {
  // That the version is another one is no change that asks for a version.
  if (kind === 'policy-changed')
    return subject === 'version' ? 'none' : effect === 'words' ? 'patch' : 'minor'
  // A reading whose words alone are others, a parameter that no rule reads.
  if (effect === 'words' && (kind === 'reading-changed' || kind.startsWith('value-'))) return 'patch'
  return bumpOf[kind]
}
