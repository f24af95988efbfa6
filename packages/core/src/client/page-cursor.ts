import { refuse } from '../errors/input-error.js'
import type { Command } from '../operation/command.js'
import type { PageRule } from '../operation/define-operation.js'
import { layoutOf } from '../operation/layout.js'
import { parseText } from '../operation/text-form.js'

/**
 * Writes down where a list goes on after a page: printable ASCII, to be stored and given to {@link resumeAt} by another process.
 * `undefined` after the last page. Calls no API of COS.
 */
export function cursorAfter<Output>(command: Command<unknown, Output>, page: Output): string | undefined {
  const { next, more } = ruleOf(command)
  const values = page as Record<string, unknown>
  if (!values[more]) return undefined
  const marks = new URLSearchParams()
  for (const [receive, send] of Object.entries(next)) if (values[receive] !== undefined) marks.set(send, String(values[receive]))
  return `${command.operation.name}?${marks}`
}

/**
 * Gives a list command that goes on at a cursor of {@link cursorAfter}; everything else it asks for stays as it is:
 * `paginate(client, resumeAt(new ListObjectsCommand({ bucket }), cursor))`. Calls no API of COS.
 *
 * @throws InputError when the cursor is that of another operation, or none.
 */
export function resumeAt<Input, Output>(command: Command<Input, Output>, cursor: string): Command<Input, Output> {
  const { operation } = command
  const sends = Object.values(ruleOf(command).next)
  const [name, text] = String(cursor).split(/\?(.*)/s)
  const marks = new URLSearchParams(text)
  const known = [...marks.keys()].filter((send) => sends.includes(send))
  if (name !== operation.name || known.length === 0 || known.length < [...marks.keys()].length)
    refuse('cursor', `is not one of ${operation.name}`)
  const places = layoutOf(operation).input.filter(({ member }) => sends.includes(member))
  const next: Record<string, unknown> = {}
  for (const place of places) {
    const mark = marks.get(place.member)
    next[place.member] = mark ? parseText(place, mark) : undefined
  }
  return { operation, input: { ...command.input, ...next } }
}

/** How a list goes on; refuses what is no list. */
export function ruleOf({ operation }: Command): PageRule {
  return operation.page ?? refuse('command', `${operation.name} is not a list of pages`)
}
