// What a measured server says of itself: where it listens, then for every line it reads its CPU time and memory so far.
import process from 'node:process'

/** Prints the port and answers questions until its input ends, which is when `close` is called. */
export function report(port, close) {
  process.stdout.write(`${JSON.stringify({ port })}\n`)
  process.stdin.on('data', () => {
    const { user, system } = process.cpuUsage()
    process.stdout.write(`${JSON.stringify({ cpuSeconds: (user + system) / 1e6, rssMiB: process.memoryUsage.rss() / 2 ** 20 })}\n`)
  })
  process.stdin.on('end', async () => {
    await close()
    process.exit(0)
  })
}
