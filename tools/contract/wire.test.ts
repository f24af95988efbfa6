import { readdirSync } from 'node:fs'
import { STATUS_CODES } from 'node:http'
import { type AnyOperation, type Command, CosClient, Payload, SelectResult, viaAddress } from '@cos/core'
import { operations } from '@cos/core/operations'
import { type WrittenResponse, writeResponse } from '@cos/core/server'
import { describe, expect, test } from 'vitest'
import { type Exchange, withRecordingServer } from './recording-server.js'
import { sampleInput, sampleOf } from './sample.js'

const folder = new URL('wire/', import.meta.url)
const fileName = (operation: AnyOperation) => `${operation.name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()}.http`

describe('the exact request and a sample answer of', () => {
  for (const operation of operations) {
    test(operation.name, async () => {
      const input = sampleInput(operation)
      const sample = sampleOf(operation.output)
      const answer = bytesOf(writeResponse(operation, sample))
      await withRecordingServer(answer, async (origin, exchanges) => {
        const endpoint = viaAddress(origin)
        const client = new CosClient({ region: 'ap-guangzhou', credentials: 'anonymous', endpoint, verifyChecksums: false })
        const output = await client.send({ operation, input } as Command<unknown, Record<string, unknown>>)
        expect(withoutEncoding(sample)).toEqual(await plain(output))
        await client.close()
        expect(exchanges).toHaveLength(1)
        await expect(textOf(operation, exchanges[0]!, answer)).toMatchFileSnapshot(new URL(fileName(operation), folder).pathname)
      })
    })
  }

  test('no operation that is gone', () => {
    expect(readdirSync(folder).sort()).toEqual(operations.map(fileName).sort())
  })
})

function bytesOf(response: WrittenResponse): WrittenResponse {
  // The sample of a payload is text.
  return typeof response.body === 'string' ? { ...response, body: new TextEncoder().encode(response.body) } : response
}

async function plain(output: Record<string, unknown>): Promise<Record<string, unknown>> {
  if (output['events'] instanceof SelectResult) {
    await output['events'].cancel()
    return { events: expect.anything() }
  }
  return output['body'] instanceof Payload ? { ...output, body: await output['body'].text() } : output
}

/** The client decodes a listing and says no more that it was encoded. */
function withoutEncoding({ encodingType: _, ...sample }: Record<string, unknown>): Record<string, unknown> {
  return sample
}

function textOf(operation: AnyOperation, exchange: Exchange, answer: WrittenResponse): string {
  // These say something about the connection or the version, nothing about the operation.
  const requestHeaders = exchange.headers.filter(([name]) => !['connection', 'user-agent'].includes(name))
  const answerHeaders = Object.entries(answer.headers).sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = (headers: readonly (readonly [string, string])[]) => headers.map(([name, value]) => `${name}: ${value}\n`).join('')
  const answerBody = answer.body && exchange.method !== 'HEAD' ? new TextDecoder().decode(answer.body as Uint8Array) : ''
  return (
    `### ${operation.name}: ${operation.route}\n` +
    `${exchange.method} ${exchange.target} HTTP/1.1\n${lines(requestHeaders)}${exchange.body && `\n${exchange.body.replaceAll('\r\n', '\n')}\n`}\n` +
    `### answer\nHTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\n${lines(answerHeaders)}${answerBody && `\n${answerBody}\n`}`
  )
}
