// What a second core gains in deciding shared columns, beside what it gains in reading them and nothing else.
import { atLeast, figure } from '../harness/table.mjs'
import { threadFigures } from './batch.mjs'

export const title = 'batch, two cores'

export async function measure() {
  const [reading, deciding] = await threadFigures()
  return [
    figure('WebAssembly, two threads', deciding.ofReading, '×', {
      against: 'the gain of reading the same columns',
      aim: atLeast(0.9),
      note: `a second thread gains ${deciding.gain.toFixed(2)}× in deciding, ${reading.gain.toFixed(2)}× in reading`,
    }),
  ]
}
