// A neutral object store: answers what COS and S3 clients ask, stores nothing, costs as little as Node allows.
// Listens on two free loopback ports, one that reports the CRC-64 of what it is sent and one that does not, and prints both.
import net from 'node:net'
import { serveConnection } from './connection.mjs'
import { createListing } from './list-page.mjs'
import { createResponder } from './respond.mjs'

const keyCount = Number(process.argv[2])
const listing = createListing(keyCount)
const totals = { requests: 0, bytesIn: 0 }
const ports = await Promise.all([false, true].map((isChecking) => listen(createResponder({ listing, isChecking, totals }))))
process.stdout.write(`${JSON.stringify({ plain: ports[0], checked: ports[1] })}\n`)
// The sink ends with whoever started it.
process.stdin.resume().on('end', () => process.exit(0))

function listen(createConsumer) {
  const server = net.createServer((socket) => serveConnection(socket, createConsumer))
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)))
}
