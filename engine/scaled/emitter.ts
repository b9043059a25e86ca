import { type BitNode, Nodes, type NumberNode } from './nodes.ts'
import { isProven, mostExact, type Scale } from './shapes.ts'

/** What a piece of the language comes to in code. */
export type Emitted =
  | EmittedNumber
  | EmittedTruth
  | EmittedName
  | EmittedDay
  | EmittedList
  | EmittedNames
  | EmittedTruths
  | EmittedSeries
  | EmittedRecord

/** An integer over `scale.q`; NaN is unknown. */
export interface EmittedNumber {
  readonly kind: 'number'
  readonly node: NumberNode
  readonly scale: Scale
  /** Holds where there is no value. */
  readonly none: BitNode
  /** A quotient by a fact, not divided yet: `node` over this positive integer (both at their scales). */
  readonly over?: { readonly node: NumberNode; readonly scale: Scale }
}

/** Yes, or unknown, or neither. */
export interface EmittedTruth {
  readonly kind: 'truth'
  readonly yes: BitNode
  readonly no: BitNode
  readonly open: BitNode
}

/** A category or text by its code in a column's dictionary, or a constant. */
export type EmittedName =
  | {
      readonly kind: 'name'
      readonly node: NumberNode
      readonly column: string
      readonly constant: null
      readonly open: BitNode
    }
  | { readonly kind: 'name'; readonly column: null; readonly constant: string; readonly open: BitNode }

/** A day as a number; NaN is unknown. */
export interface EmittedDay {
  readonly kind: 'day'
  readonly node: NumberNode
}

/** A set of names as bits of a column's dictionary, or a constant list. */
export type EmittedList =
  | {
      readonly kind: 'list'
      readonly node: NumberNode
      readonly column: string
      readonly constant: null
      readonly open: BitNode
    }
  | {
      readonly kind: 'list'
      readonly column: null
      readonly constant: readonly string[]
      readonly open: BitNode
    }

/** The same value for each of so many months. */
export interface EmittedSeries {
  readonly kind: 'series'
  readonly count: EmittedNumber
  readonly value: EmittedNumber
}

/** The names of the yes/no things that are yes (or are not): only counted. */
export interface EmittedNames {
  readonly kind: 'names'
  readonly of: readonly EmittedTruth[]
  readonly are: 0 | 1
}

/** A record of yes/no fields. */
export interface EmittedTruths {
  readonly kind: 'truths'
  readonly fields: Readonly<Record<string, EmittedTruth>>
}

export interface EmittedRecord {
  readonly kind: 'record'
  readonly fields: Readonly<Record<string, EmittedNumber>>
}

/** Thrown where a clause needs more than generated code does; it is then decided by closures. */
export class Unsupported extends Error {
  readonly what: string
  constructor(what: string) {
    super(what)
    this.what = what
  }
}

/** Makes the nodes of a clause, and gathers what of it is watched at run time. */
export class Emitter {
  readonly nodes: Nodes
  /** Where one of these holds, the row leaves what doubles hold exactly, or the calendar. */
  readonly guards = new Set<BitNode>()

  constructor(nodes = new Nodes()) {
    this.nodes = nodes
  }

  /** Marks rows of which this holds: they are decided again with big integers. */
  guard(leaves: BitNode): void {
    if (leaves !== this.nodes.no) this.guards.add(leaves)
  }

  /** An integer; where its bounds are not proven it is watched. */
  integer(node: NumberNode, scale: Scale): NumberNode {
    const { nodes } = this
    if (isProven(scale)) return nodes.within(node, Number(scale.lo), Number(scale.hi))
    const most = nodes.constant(Number(mostExact))
    const least = nodes.constant(-Number(mostExact))
    this.guard(nodes.any([nodes.compare('less', most, node), nodes.compare('less', node, least)]))
    return node
  }

  truth(yes: BitNode, open: BitNode): EmittedTruth {
    return { kind: 'truth', yes, no: this.nodes.not(this.nodes.any([yes, open])), open }
  }

  /** Where there is no value: one of these holds, and nothing that was needed is unknown. */
  noneWhere(conditions: readonly BitNode[], needed: readonly EmittedNumber[]): BitNode {
    const { nodes } = this
    const any = nodes.any(conditions)
    if (any === nodes.no) return any
    return nodes.all([any, nodes.not(nodes.any(needed.map((one) => this.unknownNumber(one))))])
  }

  /** What has no value is not unknown. */
  unknownNumber({ node, none, over }: EmittedNumber): BitNode {
    const { nodes } = this
    const open = nodes.any([nodes.unknown(node), ...(over ? [nodes.unknown(over.node)] : [])])
    return nodes.all([nodes.not(none), open])
  }
}
