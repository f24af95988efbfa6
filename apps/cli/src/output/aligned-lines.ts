/** Names and what they stand for, as two columns. */
export function alignedLines(entries: readonly (readonly [name: string, value: unknown])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length))
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${value instanceof Date ? value.toISOString() : value}`).join('\n')
}
