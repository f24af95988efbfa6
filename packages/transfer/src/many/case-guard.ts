/**
 * Finds names that a file system without upper and lower case takes for one. Names come in order, so it remembers only the
 * folders on the way, each with the names in it.
 */
export class CaseGuard {
  readonly #levels: { readonly folder: string; readonly names: Map<string, string> }[] = [{ folder: '', names: new Map() }]

  /** The name seen before that is the same but for case; undefined when there is none. */
  collision(name: string): string | undefined {
    while (!name.startsWith(this.#levels.at(-1)!.folder)) this.#levels.pop()
    for (;;) {
      const { folder, names } = this.#levels.at(-1)!
      const slash = name.indexOf('/', folder.length)
      const own = slash < 0 ? name.slice(folder.length) : name.slice(folder.length, slash)
      if (own === '') return undefined
      const folded = own.normalize('NFC').toUpperCase().toLowerCase()
      const seen = names.get(folded)
      if (seen === undefined) names.set(folded, own)
      else if (seen !== own) return folder + seen
      if (slash < 0) return undefined
      this.#levels.push({ folder: name.slice(0, slash + 1), names: new Map() })
    }
  }
}
