import type { BoundSchema, ChoiceSchema, ListSchema, Members, OptionalSchema, Schema } from './schema.js'

/** One member of a struct with everything its schema says about it, unwrapped. */
export interface MemberPlan {
  /** Name in TypeScript. */
  readonly member: string
  /** Name on the wire. */
  readonly name: string
  /** `unknown` is the place of the elements that belong to no member. */
  readonly place: 'element' | 'attribute' | 'text' | 'unknown'
  /** The schema without `optional` and `bound` around it. */
  readonly schema: Schema
  readonly isOptional: boolean
  /** Writes the attribute that it is. */
  readonly writeText: BoundSchema['writeText']
}

/** The members of a struct that travel in XML, and where each element name leads. */
export interface StructPlan {
  readonly members: readonly MemberPlan[]
  readonly elements: ReadonlyMap<string, MemberPlan>
}

const plans = new WeakMap<Members, StructPlan>()

/** Works out where the members of a struct travel; computed once. Members that travel outside XML are left out. */
export function structPlan(members: Members): StructPlan {
  let plan = plans.get(members)
  if (!plan) {
    plan = makePlan(members)
    plans.set(members, plan)
  }
  return plan
}

/** Looks through `optional` and `bound`. */
export function unwrap(schema: Schema): Schema {
  return schema.kind === 'optional' || schema.kind === 'bound' ? unwrap((schema as OptionalSchema | BoundSchema).schema) : schema
}

/** Drops a namespace prefix: `xsi:type` is `type`, whatever prefix a document chose. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function makePlan(members: Members): StructPlan {
  const planned: MemberPlan[] = []
  const elements = new Map<string, MemberPlan>()
  for (const [member, wrapped] of Object.entries(members)) {
    let name = member[0]!.toUpperCase() + member.slice(1)
    let place = 'element'
    let isOptional = false
    let aliases: readonly string[] = []
    let writeText: BoundSchema['writeText']
    let schema = wrapped
    for (; schema.kind === 'optional' || schema.kind === 'bound'; schema = (schema as BoundSchema).schema) {
      if (schema.kind === 'optional') isOptional = true
      else ({ at: place, name, aliases = [], writeText } = schema as BoundSchema)
    }
    if (place !== 'element' && place !== 'attribute' && place !== 'text' && place !== 'unknown') continue
    const itemNames = namesOfItems(schema)
    if (itemNames) name = itemNames[0]!
    const plan: MemberPlan = { member, name, place, schema, isOptional, writeText }
    planned.push(plan)
    if (place === 'element') for (const spelling of itemNames ?? [name, ...aliases]) elements.set(spelling, plan)
  }
  return { members: planned, elements }
}

/** The names of the elements that a list of choices holds; such a list has no name of its own. */
function namesOfItems(schema: Schema): readonly string[] | undefined {
  const item = schema.kind === 'list' ? unwrap((schema as ListSchema).item) : schema
  return item.kind === 'choice' ? Object.keys((item as ChoiceSchema).options) : undefined
}
