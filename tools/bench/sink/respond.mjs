import { Crc64, combineCrc64 } from '@cos/core'
import { manyListing } from './list-page.mjs'
import { block, blockBytes, largeCrc64, smallBody, smallCrc64 } from './objects.mjs'

const etag = 'etag: "0123456789abcdef0123456789abcdef"\r\n'
const modified = 'last-modified: Sun, 01 Nov 2026 00:00:00 GMT\r\n'
/** What a page asks before it sends. The star does not stand for the header by which one signs. */
const welcome =
  'access-control-allow-methods: GET, HEAD, PUT, POST, DELETE\r\naccess-control-allow-headers: authorization, *\r\naccess-control-max-age: 600\r\n'
const nothing = Object.freeze([])

/**
 * Makes the function that answers requests as an object store would, without storing anything.
 * `isChecking` computes and reports CRC-64 of what it is sent; `totals` counts it.
 */
export function createResponder({ listing, isChecking, totals }) {
  const uploads = new Map()
  const checksums = new Map()
  let uploadCount = 0

  const answerPut = ({ query }, crc64) => {
    const upload = uploads.get(query.get('uploadId'))
    if (upload && crc64) upload.set(Number(query.get('partNumber')), { crc64: crc64.digest(), lengthBytes: crc64.lengthBytes })
    return empty('200 OK', crc64 ? `${etag}x-cos-hash-crc64ecma: ${crc64.digest()}\r\n` : etag)
  }

  const answerPost = ({ path, query }) => {
    if (query.has('uploads')) {
      const id = `upload-${++uploadCount}`
      uploads.set(id, new Map())
      const names = `<Bucket>bench-1250000000</Bucket><Key>${keyOf(path)}</Key>`
      return xml(`<InitiateMultipartUploadResult>${names}<UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
    }
    const upload = uploads.get(query.get('uploadId'))
    uploads.delete(query.get('uploadId'))
    const parts = [...(upload ?? [])].sort(([left], [right]) => left - right)
    const checksum = parts.reduce((whole, [, part]) => combineCrc64(whole, part.crc64, part.lengthBytes), 0n)
    const result = `<Location>http://sink/</Location><Bucket>bench-1250000000</Bucket><Key>${keyOf(path)}</Key><ETag>&quot;0123456789abcdef0123456789abcdef-${parts.length}&quot;</ETag>`
    return xml(
      `<CompleteMultipartUploadResult>${result}</CompleteMultipartUploadResult>`,
      isChecking ? `x-cos-hash-crc64ecma: ${checksum}\r\n` : '',
    )
  }

  const answerGet = ({ method, path, query, range }) => {
    if (path === '/-/totals') return json(totals)
    if (path.includes('object-small') || path.includes('/many-'))
      return object({ method, sizeBytes: smallBody.length, crc64: smallCrc64, range, pieces: smallPieces })
    const large = /object-large-(\d+)/.exec(path)
    if (large) return object({ method, sizeBytes: Number(large[1]), crc64: checksumOf(Number(large[1])), range, pieces: largePieces })
    if (query.has('uploads')) return xml('<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>')
    if (query.has('location')) return xml('<LocationConstraint>us-east-1</LocationConstraint>')
    if (method === 'HEAD') return empty('200 OK')
    const page = query.get('prefix')?.startsWith('many-') ? manyListing(query) : listing(query)
    return { status: '200 OK', headers: `content-type: application/xml\r\ncontent-length: ${sum(page)}\r\n`, body: page }
  }

  const checksumOf = (sizeBytes) => {
    if (!checksums.has(sizeBytes)) checksums.set(sizeBytes, largeCrc64(sizeBytes))
    return checksums.get(sizeBytes)
  }

  return (request) => {
    const crc64 = isChecking && request.method === 'PUT' ? new Crc64() : undefined
    return {
      take(chunk) {
        totals.bytesIn += chunk.length
        crc64?.update(chunk)
      },
      answer() {
        totals.requests++
        if (request.method === 'PUT') return answerPut(request, crc64)
        if (request.method === 'POST') return answerPost(request)
        if (request.method === 'OPTIONS') return { status: '204 No Content', headers: welcome, body: nothing }
        if (request.method === 'DELETE') return { status: '204 No Content', headers: '', body: nothing }
        return answerGet(request)
      },
    }
  }
}

function object({ method, sizeBytes, crc64, range, pieces }) {
  const first = range ? Number(range[1]) : 0
  const end = range?.[2] ? Math.min(Number(range[2]) + 1, sizeBytes) : sizeBytes
  const about = `content-type: application/octet-stream\r\naccept-ranges: bytes\r\n${etag}${modified}x-cos-hash-crc64ecma: ${crc64}\r\ncontent-length: ${end - first}\r\n`
  return {
    status: range ? '206 Partial Content' : '200 OK',
    headers: range ? `${about}content-range: bytes ${first}-${end - 1}/${sizeBytes}\r\n` : about,
    body: method === 'HEAD' ? nothing : pieces(first, end),
  }
}

function smallPieces(first, end) {
  return [smallBody.subarray(first, end)]
}

function* largePieces(first, end) {
  for (let at = first; at < end; ) {
    const offset = at % blockBytes
    const piece = block.subarray(offset, Math.min(blockBytes, offset + end - at))
    yield piece
    at += piece.length
  }
}

function empty(status, headers = '') {
  return { status, headers: `${headers}content-length: 0\r\n`, body: nothing }
}

function xml(text, headers = '') {
  const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`)
  return { status: '200 OK', headers: `${headers}content-type: application/xml\r\ncontent-length: ${body.length}\r\n`, body: [body] }
}

function json(value) {
  const body = Buffer.from(JSON.stringify(value))
  return { status: '200 OK', headers: `content-type: application/json\r\ncontent-length: ${body.length}\r\n`, body: [body] }
}

/** The key of a request that may address its bucket in the host or in the path. */
function keyOf(path) {
  return path.slice(path.lastIndexOf('/') + 1)
}

function sum(pieces) {
  return pieces.reduce((total, piece) => total + piece.length, 0)
}
