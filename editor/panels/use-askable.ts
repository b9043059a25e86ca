import { useEffect, useState } from 'react'
import { useSignal } from '../state/use-signal.ts'
import { derivation } from '../state/workbench.ts'
import type { AskableView } from '../worker/askable.ts'

/** What a policy can be asked with, of the texts as they stand; null until the worker has answered. */
export function useAskable(policy: string | null): AskableView | null {
  const version = useSignal(derivation, (derived) => derived?.version)
  const [view, setView] = useState<AskableView | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the texts are others
  useEffect(() => {
    let wanted = true
    if (policy !== null)
      void derivation.askable(policy).then((answer) => {
        if (wanted) setView(answer)
      })
    return () => {
      wanted = false
    }
  }, [policy, version])
  return view
}
