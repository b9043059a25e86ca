import { Fragment } from 'react'
import { type Hunk, insideLine, lineHunks } from '../state/lines.ts'

/** Lines that differ, the old ones grey and struck, the new ones blue: a deletion is no error. */
export function LineDiff({ before, after, side }: { before: string; after: string; side?: 'old' | 'new' }) {
  const hunks = lineHunks(before, after)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <div className="line-diff" tabIndex={0}>
      <table>
        <tbody>
          {hunks.map((hunk, index) => (
            <Fragment key={hunk.newAt}>
              {index > 0 && (
                <tr className="gap">
                  <td colSpan={3} />
                </tr>
              )}
              {side !== 'new' && <Lines hunk={hunk} which="old" />}
              {side !== 'old' && <Lines hunk={hunk} which="new" />}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Lines({ hunk, which }: { hunk: Hunk; which: 'old' | 'new' }) {
  const [lines, others] = which === 'old' ? [hunk.oldLines, hunk.newLines] : [hunk.newLines, hunk.oldLines]
  const at = which === 'old' ? hunk.oldAt : hunk.newAt
  return lines.map((line, index) => {
    const other = lines.length === others.length ? others[index] : undefined
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines are told apart by their place
      <tr key={index} className={which}>
        <td className="at">{at + index + 1}</td>
        <td className="sign">{which === 'old' ? '−' : '+'}</td>
        <td>
          {other === undefined ? (
            line
          ) : (
            <Inside
              which={which}
              before={which === 'old' ? line : other}
              after={which === 'old' ? other : line}
            />
          )}
        </td>
      </tr>
    )
  })
}

function Inside({ which, before, after }: { which: 'old' | 'new'; before: string; after: string }) {
  const { start, old, now, end } = insideLine(before, after)
  return (
    <>
      {start}
      {which === 'old' ? <del>{old}</del> : <ins>{now}</ins>}
      {end}
    </>
  )
}
