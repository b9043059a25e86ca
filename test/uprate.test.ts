import { describe, expect, test } from 'vitest'
import { type Uprating, uprate } from '../editor/fields/uprate.ts'

const by = (rate: string, to = '', mode: Uprating['mode'] = 'half-up'): Uprating => ({
  by: 'percent',
  rate,
  to,
  mode,
})

describe('an amount raised', () => {
  test.each([
    ['2000', by('3.2', '10'), '2,064.00', '2060'],
    ['3000', by('3.2', '10'), '3,096.00', '3100'],
    ['8000', by('3.2', '10'), '8,256.00', '8260'],
    // At, just below and just above the half.
    ['100', by('5', '10'), '105.00', '110'],
    ['100', by('4.9', '10'), '104.90', '100'],
    ['100', by('5', '10', 'half-even'), '105.00', '100'],
    ['300', by('5', '10', 'half-even'), '315.00', '320'],
    ['100', by('5', '10', 'downward'), '105.00', '100'],
    ['100', by('0.1', '10', 'upward'), '100.10', '110'],
    ['100', by('0.1', '10', 'away-from-zero'), '100.10', '110'],
    ['100', by('9.9', '10', 'toward-zero'), '109.90', '100'],
    ['100', by('-5', '10'), '95.00', '100'],
    // No unit: exactly as it comes out.
    ['500', by('3.33'), '516.65', '516.65'],
    ['0.1', by('0.2', '0.01'), '0.1002', '0.1'],
    ['2000', { by: 'index', rate: '103.2', to: '10', mode: 'half-up' }, '2,064.00', '2060'],
    ['2000', { by: 'index', rate: '100', to: '', mode: 'half-up' }, '2,000.00', '2000'],
    // Digits that no binary fraction holds.
    ['9007199254740993', by('10', '0.01'), '9,907,919,180,215,092.30', '9907919180215092.3'],
  ] as const)('%s by %j is %s, rounded %s', (text, uprating, raw, rounded) => {
    expect(uprate(text, uprating)).toEqual({ raw, text: rounded })
  })

  test.each([
    ['nothing typed', '2000', by('')],
    ['half a number', '2000', by('3.')],
    ['a unit of 0', '2000', by('3', '0')],
    ['a unit below 0', '2000', by('3', '-10')],
    ['what is no number', 'market', by('3')],
  ])('is nothing where there is %s', (_, text, uprating) => {
    expect(uprate(text, uprating)).toBeUndefined()
  })
})
