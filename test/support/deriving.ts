import { createIntake } from '../../editor/state/intake.ts'
import type { Derived } from '../../editor/state/view.ts'
import { createDeriver, type Deriver, type Request } from '../../editor/worker/deriver.ts'
import { policyFiles } from './policies.ts'

/** The worker's side of the workbench, without a browser, with the seed policies open and saved. */
export async function editorDeriver(): Promise<{
  readonly deriver: Deriver
  readonly derive: (part: Partial<Request>) => Promise<Derived>
}> {
  const deriver = createDeriver()
  const intake = createIntake()
  const derive = async (part: Partial<Request>) =>
    intake.take(
      await deriver.derive({
        version: 1,
        texts: [],
        saved: [],
        clause: null,
        case: null,
        source: null,
        taken: intake.taken(),
        ...part,
      }),
    )
  await derive({ texts: policyFiles, saved: policyFiles })
  return { deriver, derive }
}

/** Texts of the employment policy with a passage replaced in each edit, by path. */
export function edited(
  edits: readonly (readonly [path: string, from: string, to: string])[],
): readonly { readonly path: string; readonly text: string }[] {
  const texts = new Map<string, string>()
  for (const [name, from, to] of edits) {
    const path = `policies/employment-promotion/${name}`
    const text = texts.get(path) ?? policyFiles.find((file) => file.path === path)?.text ?? ''
    if (!text.includes(from)) throw new Error(`${path} has no ${from}`)
    texts.set(path, text.replace(from, to))
  }
  return [...texts].map(([path, text]) => ({ path, text }))
}
