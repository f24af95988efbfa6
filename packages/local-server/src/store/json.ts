/** A value that survives being written as JSON and read back. `undefined` members are dropped. */
export type JsonValue = string | number | boolean | null | undefined | readonly JsonValue[] | JsonObject

/** A JSON object. Declare shapes kept in it as `type`, not `interface`: only type aliases fit an index signature. */
export type JsonObject = { readonly [name: string]: JsonValue }
