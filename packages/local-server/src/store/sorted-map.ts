const greatestRun = 512

/** A map whose entries can be read in order of their keys (as JavaScript orders strings), from any key on. */
export class SortedMap<Value> {
  readonly #values = new Map<string, Value>()
  /** Keys in order, cut into runs so that an insertion moves few of them. */
  readonly #runs: string[][] = []

  get size(): number {
    return this.#values.size
  }

  get(key: string): Value | undefined {
    return this.#values.get(key)
  }

  set(key: string, value: Value): void {
    if (!this.#values.has(key)) this.#insert(key)
    this.#values.set(key, value)
  }

  delete(key: string): boolean {
    if (!this.#values.delete(key)) return false
    const at = this.#runAt(key)
    const run = this.#runs[at] as string[]
    run.splice(firstNotLess(run, key), 1)
    if (run.length === 0) this.#runs.splice(at, 1)
    return true
  }

  /** Reads values from a key (inclusive) on. */
  *from(key: string): Generator<Value> {
    let at = Math.max(this.#runAt(key), 0)
    let start = firstNotLess(this.#runs[at] ?? [], key)
    for (; at < this.#runs.length; at++, start = 0) {
      const run = this.#runs[at] as string[]
      for (let index = start; index < run.length; index++) yield this.#values.get(run[index] as string) as Value
    }
  }

  #insert(key: string): void {
    const at = this.#runAt(key)
    if (at < 0 && this.#runs.length === 0) {
      this.#runs.push([key])
      return
    }
    const run = this.#runs[Math.max(at, 0)] as string[]
    run.splice(firstNotLess(run, key), 0, key)
    if (run.length > greatestRun) this.#runs.splice(Math.max(at, 0) + 1, 0, run.splice(run.length >> 1))
  }

  /** Finds the last run that begins at or before a key; -1 if the key is before all. */
  #runAt(key: string): number {
    let low = 0
    let high = this.#runs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#runs[middle] as string[])[0]! <= key) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}

function firstNotLess(run: readonly string[], key: string): number {
  let low = 0
  let high = run.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (run[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}
