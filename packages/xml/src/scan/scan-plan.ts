import type { ChoiceSchema, ListSchema, Members, Schema, StructSchema } from '../schema.js'
import { localName, type MemberPlan, structPlan, unwrap } from '../struct-plan.js'

/** What stands at one place of a document: text, an element with children, or a wrapped list. */
export interface ScanValue {
  /** Without `optional` and `bound` around it. */
  readonly schema: Schema
  /** Whether empty text means that there is no value. */
  readonly isAbsentWhenEmpty: boolean
  readonly struct?: ScanPlan | undefined
  /** For a wrapped list: the items, as the only member of the wrapping element. */
  readonly items?: ScanPlan | undefined
  /** For an item that is one of several elements: a plan by the name of each. */
  readonly choices?: ReadonlyMap<string, ScanPlan> | undefined
}

/** One child element of a struct. */
export interface ScanMember extends ScanValue {
  readonly member: string
  readonly index: number
  readonly bit: number
  readonly isFlatList: boolean
}

/** A struct, ready to be scanned. */
export interface ScanPlan {
  readonly members: readonly ScanMember[]
  /** Start tags without attributes, by the index of the member; what a document usually holds next. */
  readonly openings: readonly string[]
  readonly closings: readonly string[]
  readonly byName: ReadonlyMap<string, ScanMember>
  readonly attributes: ReadonlyMap<string, MemberPlan>
  readonly text: (ScanValue & { readonly member: string }) | undefined
  readonly order: readonly MemberPlan[]
  /** Whether elements without a member are wanted: the parser reads those. */
  readonly keepsUnknown: boolean
  /** Bits of the members that cannot be left out of a value. */
  readonly requiredBits: number
}

const plans = new WeakMap<Members, ScanPlan | { readonly isUnfit: true }>()

/** Prepares a struct for scanning, once. `undefined` for shapes the scan leaves to the parser. */
export function scanPlan(schema: StructSchema): ScanPlan | undefined {
  let plan = plans.get(schema.members)
  if (!plan) {
    plan = makePlan(schema) ?? { isUnfit: true }
    plans.set(schema.members, plan)
  }
  return 'isUnfit' in plan ? undefined : plan
}

function makePlan(schema: StructSchema): ScanPlan | undefined {
  const { members: order, elements } = structPlan(schema.members)
  const inElements = order.filter(({ place }) => place === 'element')
  const text = order.find(({ place }) => place === 'text')
  // Each element has a bit in an integer; text among elements is for the parser.
  if (inElements.length > 30 || (text && inElements.length > 0)) return undefined
  // Two members of one name, and names with a prefix, are for the parser too.
  if (inElements.some(({ name }) => name.includes(':'))) return undefined
  if (inElements.some((plan) => elements.get(plan.name) !== plan)) return undefined
  const attributes = order.filter(({ place }) => place === 'attribute')
  if (new Set(attributes.map(({ name }) => localName(name))).size < attributes.length) return undefined
  const members: ScanMember[] = []
  const byPlan = new Map<MemberPlan, ScanMember>()
  for (const [index, plan] of inElements.entries()) {
    const value = scanValue(plan)
    if (!value) return undefined
    const isFlatList = plan.schema.kind === 'list' && (plan.schema as ListSchema).itemName === undefined
    const member = { ...value, member: plan.member, index, bit: 1 << index, isFlatList }
    members.push(member)
    byPlan.set(plan, member)
  }
  return {
    members,
    openings: inElements.map(({ name }) => `<${name}>`),
    closings: inElements.map(({ name }) => `</${name}>`),
    byName: new Map([...elements].map(([name, plan]) => [name, byPlan.get(plan)!])),
    attributes: new Map(attributes.map((plan) => [localName(plan.name), plan])),
    text: text && { member: text.member, schema: text.schema, isAbsentWhenEmpty: text.isOptional },
    order,
    keepsUnknown: order.some(({ place }) => place === 'unknown'),
    requiredBits: inElements.reduce((bits, { isOptional }, index) => (isOptional ? bits : bits | (1 << index)), 0),
  }
}

function scanValue({ schema, isOptional }: Pick<MemberPlan, 'schema' | 'isOptional'>): ScanValue | undefined {
  const isAbsentWhenEmpty = isOptional && schema.kind !== 'string'
  if (schema.kind === 'struct') {
    const struct = scanPlan(schema as StructSchema)
    return struct && { schema, isAbsentWhenEmpty, struct }
  }
  if (schema.kind === 'choice') {
    const choices = choicePlans(schema as ChoiceSchema)
    return choices && { schema, isAbsentWhenEmpty, choices }
  }
  if (schema.kind !== 'list') return { schema, isAbsentWhenEmpty }
  const { item, itemName } = schema as ListSchema
  // A list of lists side by side has no XML form of its own.
  if (itemName === undefined) return unwrap(item).kind === 'list' ? undefined : scanValue({ schema: unwrap(item), isOptional: false })
  const wrapper: StructSchema = { kind: 'struct', members: { items: wrappedItems(item, itemName) } }
  const items = scanPlan(wrapper)
  return items && { schema, isAbsentWhenEmpty, items }
}

function wrappedItems(item: Schema, name: string): Schema {
  const schema: ListSchema = { kind: 'list', item }
  return { kind: 'bound', at: 'element', name, schema } as Schema
}

function choicePlans({ options }: ChoiceSchema): ReadonlyMap<string, ScanPlan> | undefined {
  const plans = new Map<string, ScanPlan>()
  for (const name in options) {
    const plan = scanPlan(options[name]!)
    if (!plan || name.includes(':')) return undefined
    plans.set(name, plan)
  }
  return plans
}
