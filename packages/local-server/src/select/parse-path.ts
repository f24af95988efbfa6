import type { Step } from './syntax.js'
import type { TokenReader } from './token-reader.js'

/** Parses a path: a name and steps. */
export function parsePath(reader: TokenReader): readonly Step[] {
  return [member(reader), ...parseSteps(reader)]
}

/** Parses steps: `.name`, `."name"`, `[1]`, `[*]`. */
export function parseSteps(reader: TokenReader): readonly Step[] {
  const steps: Step[] = []
  for (;;) {
    if (reader.takes('.')) steps.push(member(reader))
    else if (reader.takes('[')) {
      if (reader.takes('*')) steps.push({ kind: 'all' })
      else {
        const { text } = reader.token
        if (!/^\d{1,9}$/.test(text)) throw reader.fault()
        reader.need('number')
        steps.push({ kind: 'element', index: Number(text) })
      }
      reader.expect(']')
    } else return steps
  }
}

function member(reader: TokenReader): Step {
  const quoted = reader.take('quoted-name')
  return { kind: 'member', name: (quoted ?? reader.need('name')).text, isQuoted: quoted !== undefined }
}
