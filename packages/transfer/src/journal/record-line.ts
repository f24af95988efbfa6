import { crc64 } from '@cos/core'

const text = new TextEncoder()

/** Writes a line with its checksum, by which a line that was cut is known. */
export function writeLine(line: string): string {
  return `${crc64(text.encode(line)).toString(16).padStart(16, '0')} ${line}\n`
}

/** Reads lines up to the first that is cut or damaged: what comes after it was written later, but cannot be told from it. */
export function readLines(written: string): string[] {
  const lines: string[] = []
  for (const row of written.split('\n').slice(0, -1)) {
    const line = row.slice(17)
    if (writeLine(line) !== `${row}\n`) break
    lines.push(line)
  }
  return lines
}
