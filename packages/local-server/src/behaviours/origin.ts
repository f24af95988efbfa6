import type { PutBucketOriginInput } from '@cos/core'
import { Fault } from '../fault.js'
import type { Call } from '../handlers/handler.js'
import type { ServerAnswer } from '../server-request.js'
import { versioningOf } from '../versioning.js'
import type { BehaviourContext, CreateBehaviour } from './behaviour.js'
import { askOrigin, type OriginAnswer } from './origin/ask-origin.js'
import { attributesOfAnswer } from './origin/attributes-of-answer.js'
import { originAddresses } from './origin/origin-address.js'
import { originHeaders } from './origin/origin-headers.js'

type Rule = PutBucketOriginInput['rules'][number]
type MissingCall = Call<{ readonly key: string }>

/** Fetches objects that a bucket does not have from where its rules say they are, or sends the caller there. */
export const origin: CreateBehaviour = (context) => ({
  async onMissingObject(call, operation) {
    const { key } = call.input
    const rules = (await context.configurations.get(call.bucket.name, 'origin'))?.rules ?? []
    const [rule] = rules.filter((each) => isFor(each, key)).sort((first, second) => priorityOf(first) - priorityOf(second))
    if (!rule) return undefined
    const addresses = originAddresses(rule, key, call.query)
    if (rule.originType === 'Redirect') return redirectTo(addresses[0]!, rule)
    const isHead = operation.name === 'HeadObject'
    const answer = await firstAnswer(addresses, rule, call, rule.originType === 'Proxy' && isHead ? 'HEAD' : 'GET')
    if (answer.status !== 200 && answer.status !== 206) return unlike(answer, rule)
    if (rule.originType === 'Proxy') return { status: answer.status, headers: answer.headers, body: isHead ? undefined : answer.body }
    await keep(context, call, answer)
    return 'stored'
  },
})

function priorityOf({ rulePriority = Number.MAX_SAFE_INTEGER }: Rule): number {
  return rulePriority
}

function isFor({ originCondition }: Rule, key: string): boolean {
  const { prefix = '', suffix = '' } = originCondition ?? {}
  return key.startsWith(prefix) && key.endsWith(suffix)
}

function redirectTo(location: string, { originParameter }: Rule): ServerAnswer {
  return { status: originParameter?.httpRedirectCode ?? 302, headers: { location, 'content-length': '0' }, body: undefined }
}

/** Asks one host after the other until one answers with what none else is to be asked about. */
async function firstAnswer(addresses: readonly string[], rule: Rule, call: MissingCall, method: 'GET' | 'HEAD'): Promise<OriginAnswer> {
  const standbyCodes = rule.httpStandbyCodes ?? []
  // A mirror stores the whole, whatever part of it was asked for.
  const headers = originHeaders(rule, call.headers, rule.originType === 'Proxy')
  const redirects = rule.originParameter?.followRedirection ? 10 : 0
  let last: OriginAnswer | undefined
  for (const address of addresses) {
    const answer = await askOrigin(address, { method, headers, redirects })
    await last?.discard()
    last = answer
    if (answer && !standbyCodes.includes(answer.status)) return answer
  }
  if (last) return last
  throw new Fault('MirrorFailed')
}

/** What becomes of an answer that is no object: the miss stays a miss, or the error is handed on. */
async function unlike(answer: OriginAnswer, { originParameter }: Rule): Promise<ServerAnswer | undefined> {
  const { status, headers, body } = answer
  if (originParameter?.transparentErrorCode) return { status, headers, body }
  await answer.discard()
  if (status === 404) return undefined
  throw new Fault('MirrorFailed', { message: `The origin answered with the status ${status}.` })
}

async function keep({ store }: BehaviourContext, call: MissingCall, { headers, body }: OriginAnswer): Promise<void> {
  const { bucket, input } = call
  const attributes = attributesOfAnswer(headers, input.key, bucket)
  const staged = await store.stage(body).catch(() => {
    throw new Fault('MirrorFailed', { message: 'The connection to the origin was lost.' })
  })
  const stored = await store.putObject({ bucket: bucket.name, key: input.key, body: staged, versioning: versioningOf(bucket), attributes })
  if (stored.outcome !== 'stored') throw new Fault('NoSuchBucket')
}
