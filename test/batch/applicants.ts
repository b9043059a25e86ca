/** Seeded numbers from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

export const applicantHeader = 'id,registered,venue,months_operated,annual_rent,levels,as_of,hires\r\n'

/** A mapping for them: what is not a fact is carried through. */
export const applicantMapping = 'columns:\n  id: { carry: true }\n'

/** Rows of applicants for the small policy; some are refused, some have cells over several lines. */
export function applicantRows(count: number, random: () => number): readonly string[] {
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  return Array.from({ length: count }, (_, index) => {
    const id = one([`"张 ""三""\r\n${index}"`, `110101${index}`, `=1+${index}`])
    const rent = one(['30010', '29999.95', '0', '', 'x', '１０'])
    const cells = [
      id,
      one(['true', 'false', '', 'yes']),
      one(['market', 'other', 'markt', '']),
      one(['11', '12', '']),
      rent,
      one(['junior', 'junior|senior', '', 'senior']),
      one(['2009-07-01', '2010-01-01', '2008-12-31']),
      one(['', '3']),
    ]
    return `${cells.join(',')}\r\n`
  })
}
