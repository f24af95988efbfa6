/** What a WebAssembly module written in hex exports; undefined where there is none, or the runtime refuses to compile it. */
export function exportsOf<Exports>(hex: string): Exports | undefined {
  try {
    const code = Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16))
    return new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Exports
  } catch {
    // A refusal is an answer here, not a failure: JavaScript computes the same checksums.
    return undefined
  }
}
