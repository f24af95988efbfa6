/** Leaves a part of a declaration out: bundlers drop calls of an empty function, and what was to be documented with them. */
export function documented(_part: unknown): undefined {}
