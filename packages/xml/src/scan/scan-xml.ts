import { maxDepth } from '../parse/parse.js'
import { parseScalar } from '../scalar.js'
import type { StructSchema } from '../schema.js'
import { unwrap } from '../struct-plan.js'
import { XmlError } from '../xml-error.js'
import type { ScanXml } from './scan.js'
import { type ScanMember, type ScanPlan, type ScanValue, scanPlan } from './scan-plan.js'
import { scanScalar } from './scan-scalar.js'
import { noAttributes, notMine, slash, TagReader } from './tag-reader.js'

/** Reads documents of the plain kind COS writes: elements, attributes, text and references; no comments, no CDATA. */
export const scanXml: ScanXml = (text, start, wrapped, isStrict) => {
  const schema = unwrap(wrapped)
  const plan = schema.kind === 'struct' ? scanPlan(schema as StructSchema) : undefined
  if (!plan) return undefined
  try {
    return { value: new Scanner(text, start.at, isStrict).document(plan) }
  } catch (reason) {
    // The parser finds the same fault again and tells it with its path.
    if (reason === notMine || reason instanceof XmlError) return undefined
    throw reason
  }
}

type Values = Record<string, unknown>

class Scanner extends TagReader {
  private readonly isStrict: boolean
  private depth = 0

  constructor(text: string, at: number, isStrict: boolean) {
    super(text, at)
    this.isStrict = isStrict
  }

  document(plan: ScanPlan): unknown {
    this.startTag()
    const value = this.struct(plan)
    this.skipSpace()
    if (this.at < this.text.length) throw notMine
    return value
  }

  /** Reads the rest of a struct, from behind its start tag to behind its end tag. */
  private struct(plan: ScanPlan): Values {
    const values: Values = {}
    if (plan.attributes.size > 0 || this.attributes.size > 0) this.readAttributes(plan, values)
    if (plan.text) {
      const value = this.scalar(plan.text)
      if (value !== undefined) values[plan.text.member] = value
      return inOrder(plan, values)
    }
    const { isEmpty, closing } = this
    if (isEmpty) return inOrder(plan, values)
    if (++this.depth > maxDepth) throw notMine
    const isComplete = this.children(plan, values)
    if (!this.text.startsWith(closing, this.at)) throw notMine
    this.at += closing.length
    this.depth--
    return isComplete ? values : inOrder(plan, values)
  }

  /** Reads child elements up to an end tag. Tells whether every required member came, and all in the order of the schema. */
  private children(plan: ScanPlan, values: Values): boolean {
    let seenBits = 0
    let isOrdered = plan.attributes.size === 0
    let last: ScanMember | undefined
    for (;;) {
      this.skipSpace()
      if (this.text.charCodeAt(this.at + 1) === slash) break
      const member = this.nextMember(plan, last)
      if (!member) continue
      last = member
      const { bit } = member
      if ((seenBits & bit) === 0) {
        if (seenBits > bit) isOrdered = false
        seenBits |= bit
        const value = this.value(member)
        if (value !== undefined) values[member.member] = member.isFlatList ? [value] : value
      } else if (member.isFlatList) (values[member.member] as unknown[]).push(this.value(member))
      else throw notMine
    }
    return isOrdered && (seenBits & plan.requiredBits) === plan.requiredBits
  }

  /** Reads a start tag and finds its member; skips an element that has none. Tries first what usually comes next. */
  private nextMember(plan: ScanPlan, last: ScanMember | undefined): ScanMember | undefined {
    const guess = last?.isFlatList ? last.index : last ? last.index + 1 : 0
    for (let index = guess; index < guess + 2 && index < plan.members.length; index++) {
      const opening = plan.openings[index]!
      if (!this.text.startsWith(opening, this.at)) continue
      this.at += opening.length
      this.attributes = noAttributes
      this.isEmpty = false
      this.closing = plan.closings[index]!
      return plan.members[index]
    }
    const member = plan.byName.get(this.startTag())
    if (!member) {
      if (plan.keepsUnknown) throw notMine
      this.skipElement()
    }
    return member
  }

  private value(value: ScanValue): unknown {
    if (value.struct) return this.struct(value.struct)
    if (value.choices) {
      const type = this.closing.slice(2, -1)
      return { type, ...this.struct(value.choices.get(type)!) }
    }
    if (value.items) return this.struct(value.items)['items']
    if (this.isStrict && this.attributes.size > 0) throw notMine
    return this.scalar(value)
  }

  private scalar(value: Pick<ScanValue, 'schema' | 'isAbsentWhenEmpty'>): unknown {
    const { text, closing } = this
    const start = this.at
    let end = start
    if (!this.isEmpty) {
      end = text.indexOf('<', start)
      if (!text.startsWith(closing, end)) throw notMine
      this.at = end + closing.length
    }
    const { schema } = value
    if (schema.kind === 'string' && !value.isAbsentWhenEmpty) return this.textBetween(start, end)
    const quick = scanScalar(schema, text, start, end)
    if (quick !== undefined) return quick
    const raw = this.textBetween(start, end)
    const isAbsent = value.isAbsentWhenEmpty && (schema.kind === 'string' ? raw : raw.trim()) === ''
    return isAbsent ? undefined : parseScalar(schema, raw, '')
  }

  private readAttributes(plan: ScanPlan, values: Values): void {
    if (this.isStrict) for (const name of this.attributes.keys()) if (!plan.attributes.has(name)) throw notMine
    for (const [name, { member, schema, isOptional }] of plan.attributes) {
      const text = this.attributes.get(name)
      const isAbsent = text === undefined || (isOptional && schema.kind !== 'string' && text.trim() === '')
      if (!isAbsent) values[member] = parseScalar(schema, text, '')
    }
  }

  /** Passes over the element whose start tag was read last, checking it as strictly as if it were wanted. */
  private skipElement(): void {
    if (this.isStrict) throw notMine
    const open = this.isEmpty ? [] : [this.closing]
    while (open.length > 0) {
      if (open.length + this.depth > maxDepth) throw notMine
      const start = this.at
      this.at = this.text.indexOf('<', start)
      if (this.at < 0) throw notMine
      this.textBetween(start, this.at)
      const closing = open.at(-1)!
      if (this.text.startsWith(closing, this.at)) {
        this.at += closing.length
        open.pop()
      } else {
        this.startTag()
        if (!this.isEmpty) open.push(this.closing)
      }
    }
  }
}

/** Puts members into the order of the schema, as the parser's way does, and adds the lists that are empty. */
function inOrder(plan: ScanPlan, values: Values): Values {
  const ordered: Values = {}
  for (const { member, isOptional, schema } of plan.order) {
    if (Object.hasOwn(values, member)) ordered[member] = values[member]
    else if (!isOptional && schema.kind === 'list') ordered[member] = []
    else if (!isOptional) throw notMine
  }
  return ordered
}
