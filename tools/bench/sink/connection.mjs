// Just enough of HTTP/1.1 to be a server that costs little: a request is a head and a body of a known length.

/** Lets a page of any origin read an answer. */
const forPages = 'access-control-allow-origin: *\r\naccess-control-expose-headers: *\r\n'
const headEnd = Buffer.from('\r\n\r\n')

/**
 * Reads requests from a socket, one after another. For each, `createConsumer(request)` gives `{ take(chunk), answer() }`;
 * `answer` returns `{ status, headers, body }`, the body being pieces of bytes or a generator of them.
 */
export function serveConnection(socket, createConsumer) {
  let pending
  let consumer
  let bodyLeft = 0
  let isAnswering = false
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())

  const finish = async () => {
    isAnswering = true
    socket.pause()
    await writeAnswer(socket, consumer.answer())
    consumer = undefined
    isAnswering = false
    socket.resume()
    const rest = pending
    pending = undefined
    if (rest) take(rest)
  }

  const takeHead = (chunk) => {
    const bytes = pending ? Buffer.concat([pending, chunk]) : chunk
    pending = undefined
    const end = bytes.indexOf(headEnd)
    if (end < 0) {
      pending = bytes
      return undefined
    }
    const request = parseHead(bytes.latin1Slice(0, end))
    consumer = createConsumer(request)
    bodyLeft = request.contentLength
    if (request.expectsContinue) socket.write('HTTP/1.1 100 Continue\r\n\r\n')
    return bytes.subarray(end + 4)
  }

  const take = (chunk) => {
    if (isAnswering) {
      pending = pending ? Buffer.concat([pending, chunk]) : chunk
      return
    }
    const body = consumer ? chunk : takeHead(chunk)
    if (!body) return
    if (body.length > 0 && bodyLeft > 0) consumer.take(body.length <= bodyLeft ? body : body.subarray(0, bodyLeft))
    if (body.length > bodyLeft) pending = body.subarray(bodyLeft)
    bodyLeft = Math.max(0, bodyLeft - body.length)
    if (bodyLeft === 0) finish()
  }
  socket.on('data', take)
}

function parseHead(head) {
  const lineEnd = head.indexOf('\r\n')
  const [method, target] = head.slice(0, lineEnd).split(' ')
  const headers = head.slice(lineEnd)
  if (/\r\ntransfer-encoding:/i.test(headers)) throw new Error(`the sink takes no chunked bodies: ${method} ${target}`)
  const queryAt = target.indexOf('?')
  return {
    method,
    path: queryAt < 0 ? target : target.slice(0, queryAt),
    query: new URLSearchParams(queryAt < 0 ? '' : target.slice(queryAt + 1)),
    contentLength: Number(/\r\ncontent-length: *(\d+)/i.exec(headers)?.[1] ?? 0),
    range: /\r\nrange: *bytes=(\d+)-(\d*)/i.exec(headers),
    expectsContinue: /\r\nexpect:/i.test(headers),
  }
}

async function writeAnswer(socket, { status, headers, body }) {
  socket.cork()
  socket.write(`HTTP/1.1 ${status}\r\nserver: sink\r\nx-cos-request-id: c2luaw==\r\n${forPages}${headers}\r\n`, 'latin1')
  let isCorked = true
  for (const piece of body) {
    const isFull = !socket.write(piece)
    if (isCorked) socket.uncork()
    isCorked = false
    if (isFull && !socket.destroyed) await drained(socket)
  }
  if (isCorked) socket.uncork()
}

function drained(socket) {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done)
      socket.off('close', done)
      resolve()
    }
    socket.on('drain', done)
    socket.on('close', done)
  })
}
