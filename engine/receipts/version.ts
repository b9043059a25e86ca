/** The version of the engine, that of the package: a receipt says which one decided. */
export const engineVersion = '0.1.0'
