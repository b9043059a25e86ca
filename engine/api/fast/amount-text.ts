import { Rational } from '../../base/rational.ts'

const textsOf = (count: number, text: (at: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => text(at))

const cents = textsOf(100, (at) => `.${String(at).padStart(2, '0')}`)
const upToThousand = textsOf(1000, String)
const thousandths = textsOf(1000, (at) => String(at).padStart(3, '0'))

/** Hundredths as text with at least so many decimals: `123450` → `1234.50`. */
export function amountText(hundredths: number, decimals: number): string {
  // Up to ten million, pieced together.
  if (decimals === 2 && hundredths >= 0 && hundredths < 99_999_999) {
    const all = hundredths | 0
    const whole = (all / 100) | 0
    const end = cents[all - whole * 100] as string
    if (whole < 1000) return (upToThousand[whole] as string) + end
    const thousands = (whole / 1000) | 0
    return (upToThousand[thousands] as string) + (thousandths[whole - thousands * 1000] as string) + end
  }
  return Rational.of(hundredths, 100).toString(decimals)
}
