import {
  ASYMMETRIC_MATCHERS_OBJECT,
  customMatchers,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect'
import * as chai from 'chai'

// Vitest's own assertions without its runner, set up once in a process: a set-up changes what others share.

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin)

const plainExpect = (value: unknown, message?: string) => chai.expect(value, message)
Object.assign(plainExpect, chai.expect, (globalThis as Record<symbol, object>)[ASYMMETRIC_MATCHERS_OBJECT], {
  getState: () => getState(plainExpect as never),
  setState: (state: object) => setState(state, plainExpect as never),
  extend: (matchers: object) =>
    (chai.expect as unknown as { extend: (on: unknown, all: object) => void }).extend(plainExpect, matchers),
})
Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: plainExpect, writable: true, configurable: true })
setState({ assertionCalls: 0 } as never, plainExpect as never)
;(plainExpect as unknown as { extend: (matchers: object) => void }).extend(customMatchers)
export const expect = plainExpect

declare global {
  var sharedExpect: typeof expect
}

globalThis.sharedExpect = expect
