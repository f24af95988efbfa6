/** Keeps a part of a declaration that only servers, command lines and documentation read. Pages do without. */
/* @__NO_SIDE_EFFECTS__ */
export function documented<T>(part: T): T | undefined {
  return part
}
