/** A form with its type, which names the boundary between the fields. */
export interface Form {
  readonly contentType: string
  readonly body: Uint8Array
}

const utf8 = new TextEncoder()

/**
 * Writes a form of fields and at most one file, in memory: a file here is one slice or a small upload. The boundary is
 * random, so that no content can hold it.
 */
export function writeForm(fields: Readonly<Record<string, string | undefined>>, filecontent?: Uint8Array): Form {
  const boundary = `cos-${crypto.randomUUID()}`
  const pieces: Uint8Array[] = []
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) pieces.push(utf8.encode(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`))
  if (filecontent) {
    const head = 'Content-Disposition: form-data; name="filecontent"; filename="filecontent"\r\nContent-Type: application/octet-stream'
    pieces.push(utf8.encode(`--${boundary}\r\n${head}\r\n\r\n`), filecontent, utf8.encode('\r\n'))
  }
  pieces.push(utf8.encode(`--${boundary}--\r\n`))
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: joined(pieces) }
}

/** Puts pieces one after another. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sizeBytes, piece) => sizeBytes + piece.byteLength, 0))
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.byteLength
  }
  return whole
}
