// The parts of the library, by the name they are imported under after `clausebook/`; `index` is `clausebook`.
export const libraryEntries = {
  index: 'engine/api/index.ts',
  load: 'engine/api/load.ts',
  explain: 'engine/api/explain.ts',
  engine: 'engine/index.ts',
  node: 'engine/files/node.ts',
}
