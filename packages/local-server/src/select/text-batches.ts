import { Fault } from '../fault.js'
import type { SourceRecord, TextFormat } from './record-format.js'

const batchRecords = 4096
const batchCharacters = 1_048_576

/** Reads the records of a text, in batches of bounded size. */
export async function* textBatches(
  format: TextFormat,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly SourceRecord[], void, undefined> {
  let batch: SourceRecord[] = []
  let characters = 0
  for await (const text of withLast(textOf(bytes))) {
    characters += text.text.length
    for (const record of format.push(text.text, text.isLast)) {
      batch.push(record)
      if (batch.length < batchRecords) continue
      yield batch
      batch = []
    }
    if (characters < batchCharacters || batch.length === 0) continue
    yield batch
    batch = []
    characters = 0
  }
  if (batch.length > 0) yield batch
}

async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode()
    } catch {
      throw new Fault('InvalidTextEncoding')
    }
  }
  for await (const piece of bytes) yield decode(piece)
  yield decode()
}

async function* withLast(
  texts: AsyncIterable<string>,
): AsyncGenerator<{ readonly text: string; readonly isLast: boolean }, void, undefined> {
  for await (const text of texts) yield { text, isLast: false }
  yield { text: '', isLast: true }
}
