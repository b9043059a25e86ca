import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// Threads are a script of their own, which only the build has.
test('a batch is the same to the byte for any number of threads', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const policy = join(root, 'policies/employment-promotion')
  const folder = mkdtempSync(join(tmpdir(), 'clausebook-threads-'))
  try {
    const rents = Array.from({ length: 3_000 }, (_, index) => (index % 50 === 0 ? 'much' : index))
    const rows = rents.map(
      (rent, index) => `2009-07-0${1 + (index % 9)},${index % 3 === 0},other,true,12,0,${rent}\n`,
    )
    const header =
      'as_of,reemployment_permit,venue,first_time_operator,months_operated,benefit_years_used,annual_rent\n'
    writeFileSync(join(folder, 'in.csv'), header + rows.join(''))
    const written = ['1', '2'].map((threads) => {
      const out = join(folder, `${threads}.csv`)
      const call = [
        'batch',
        policy,
        '--in',
        join(folder, 'in.csv'),
        '--out',
        out,
        '--threads',
        threads,
        '--json',
      ]
      const more = ['--clause', 'venue-rent.government-market', '--encoding', 'utf-8']
      const ran = (() => {
        try {
          return execFileSync(process.execPath, [join(root, 'dist/engine/cli/main.js'), ...call, ...more], {
            cwd: root,
            encoding: 'utf8',
          })
        } catch (fault) {
          // Some rows are refused: 3.
          expect(fault).toMatchObject({ status: 3 })
          return (fault as { stdout: string }).stdout
        }
      })()
      const { out: _, refusedFile: __, ...told } = JSON.parse(ran)
      return {
        told,
        out: readFileSync(out, 'utf8'),
        refused: readFileSync(join(folder, `${threads}.refused.csv`), 'utf8'),
      }
    })
    expect(written[1]).toEqual(written[0])
    expect(written[0]?.told).toMatchObject({ rows: 3_000, refused: 60 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
