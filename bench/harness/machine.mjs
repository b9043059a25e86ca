// What the figures were measured on: enough to read them by, nothing that tells one machine from another.
import { availableParallelism, loadavg, totalmem } from 'node:os'

export const load = () => loadavg()[0].toFixed(1)

export const machine = () =>
  [
    `${availableParallelism()} cores (${process.arch})`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `Node ${process.versions.node}`,
    `V8 ${process.versions.v8}`,
  ].join(', ')
