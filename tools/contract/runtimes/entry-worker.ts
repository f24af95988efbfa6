import { program, type Setting } from './program.js'

// workerd answers requests: the setting is the body, the outcomes are the answer.

interface FetchEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
const listen = addEventListener as unknown as (type: 'fetch', listener: (event: FetchEvent) => void) => void

listen('fetch', (event) => event.respondWith(answer(event.request)))

async function answer(request: Request): Promise<Response> {
  try {
    return Response.json(await program((await request.json()) as Setting))
  } catch (error) {
    return new Response(String((error as Error).stack ?? error), { status: 500 })
  }
}
