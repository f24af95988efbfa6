import { ResponseError } from '../errors/response-error.js'
import type { Command } from '../operation/command.js'
import type { CosClient, SendOptions } from './cos-client.js'
import { ruleOf } from './page-cursor.js'

/**
 * Walks through all pages of a list, holding one at a time: `for await (const page of paginate(client, new ListObjectsCommand({ bucket })))`.
 * `cursorAfter` notes where a walk is, for `resumeAt` to go on later.
 *
 * @throws InputError for a command that lists nothing, ResponseError when an answer does not say where its list goes on, and what
 * `client.send` throws.
 */
export async function* paginate<Output>(
  client: Pick<CosClient, 'send'>,
  command: Command<unknown, Output>,
  options?: SendOptions,
): AsyncGenerator<Output, void, undefined> {
  const { operation } = command
  const rule = ruleOf(command)
  let input = command.input as Record<string, unknown>
  for (;;) {
    const page = await client.send({ operation, input } as Command<unknown, Output>, options)
    yield page
    const values = page as Record<string, unknown>
    if (!values[rule.more]) return
    const next = Object.fromEntries(Object.entries(rule.next).map(([receive, send]) => [send, values[receive]]))
    // A service that says "more" without saying where would be asked for the same page for ever.
    if (Object.entries(next).every(([send, value]) => value === undefined || value === '' || value === input[send])) {
      throw new ResponseError(`The answer to ${operation.name} says that more follows but not where.`, {
        code: 'UnreadableResponse',
        operation: operation.name,
        status: 200,
      })
    }
    input = { ...input, ...next }
  }
}
