import type { LocalServerOptions } from '@cos/local-server'
import { UsageError } from '../usage-error.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.option('--port <port>', 'port to listen on; 0 takes a free one', '9000')
    command.option('--host <host>', 'address to listen on; others than this machine can connect when it is not a loopback one', '127.0.0.1')
    command.option('--data <folder>', 'keep everything there (default: in memory, gone at the end)')
    command.option('--sweep-interval <seconds>', 'how often to expire objects and write logs and inventories; 0 is never', '300')
    command.option(
      '--allow-origin <origin>',
      'let pages of this origin read answers; * for all',
      (origin: string, others: readonly string[] = []) => [...others, origin],
    )
  },
  examples: [
    ['cos local', 'a COS in memory on http://127.0.0.1:9000, until Ctrl-C'],
    ['cos local --data ./cos-data', 'the same, kept on disk'],
  ],
  async run({ output, signal }, _, flags) {
    const port = Number(flags['port'])
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('--port must be a number from 0 to 65535.')
    const sweepSeconds = Number(flags['sweepInterval'])
    if (!Number.isInteger(sweepSeconds) || sweepSeconds < 0 || sweepSeconds > 86_400)
      throw new UsageError('--sweep-interval must be a number of seconds from 0 to 86400.')
    const { createLocalServer, openLocalServer, requestLine } = await import('@cos/local-server')
    const data = flags['data'] as string | undefined
    const settings: LocalServerOptions = {
      region: flags['region'] as string | undefined,
      allowOrigins: flags['allowOrigin'] as string[] | undefined,
      sweepIntervalMs: sweepSeconds * 1000,
      onRequest: (record) => output.note(requestLine(record)),
    }
    const server = data === undefined ? createLocalServer(settings) : await openLocalServer({ ...settings, data })
    try {
      const { url } = await server.listen({ port, host: flags['host'] as string })
      const { secretId, secretKey } = server.credentials
      const { region } = server
      await output.result(
        { operation: 'local', endpoint: url, region, secretId, secretKey, data },
        greeting(url, region, secretId, secretKey, data),
      )
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    } finally {
      await server.close()
    }
  },
}

function greeting(url: string, region: string, secretId: string, secretKey: string, data: string | undefined): string {
  return `A local COS listens on ${url}. It keeps everything in ${data ?? 'memory'} and tells of each request here. Ctrl-C ends it.

In another terminal:

  export COS_ENDPOINT=${url} COS_REGION=${region}
  export COS_SECRET_ID=${secretId} COS_SECRET_KEY=${secretKey}
  cos mb cos://photos-1250000000
`
}
