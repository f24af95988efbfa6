import type { Command } from '../operation/command.js'
import type { HttpRequest, HttpResponse } from '../transport/transport.js'

/** Turns an input into an output. */
export type Handler<Input, Output> = (input: Input) => Promise<Output>
/** A function around the next one: it may change what goes in, what comes out, or answer by itself. */
export type Middleware<Input, Output> = (input: Input, next: Handler<Input, Output>) => Promise<Output>
/** Runs once per `send`, with the typed command. */
export type CommandMiddleware = Middleware<Command, unknown>
/** Runs once per attempt, before the request is signed. */
export type RequestMiddleware = Middleware<HttpRequest, HttpResponse>

/** Makes one handler of a stack and what it ends in; the first of the stack is the outermost. */
export function compose<Input, Output>(stack: readonly Middleware<Input, Output>[], core: Handler<Input, Output>): Handler<Input, Output> {
  return stack.reduceRight<Handler<Input, Output>>((next, middleware) => (input) => middleware(input, next), core)
}
