import { crc32 } from './crc32.js'

/** Writes a message as COS does: every header is a text. */
export function messageOf(headers: Readonly<Record<string, string>>, payload: Uint8Array | string = ''): Buffer {
  const block = Buffer.concat(
    Object.entries(headers).map(([name, value]) => {
      const text = Buffer.from(value)
      return Buffer.concat([
        Buffer.from([Buffer.byteLength(name)]),
        Buffer.from(name),
        Buffer.from([7, text.length >> 8, text.length & 255]),
        text,
      ])
    }),
  )
  return framed(block, Buffer.from(payload))
}

/** Frames a header block and a payload. */
export function framed(block: Uint8Array, payload: Uint8Array): Buffer {
  const prelude = Buffer.alloc(12)
  prelude.writeUInt32BE(block.length + payload.length + 16, 0)
  prelude.writeUInt32BE(block.length, 4)
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8)
  const content = Buffer.concat([prelude, block, payload])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(content))
  return Buffer.concat([content, sum])
}

/** An event. */
export function eventMessage(type: string, payload: Uint8Array | string = ''): Buffer {
  return messageOf({ ':message-type': 'event', ':event-type': type }, payload)
}
