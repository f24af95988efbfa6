import type { PutBucketOriginInput } from '@cos/core'

type Host = PutBucketOriginInput['rules'][number]['originInfo']['hosts'][number]

const standby = /^StandbyHostName_(\d+)$/

/** A host and those that stand by for it, in the order of their numbers. Their weights are not heeded: what they do is not sourced [?]. */
export function hostNamesOf({ hostName, unknown = [] }: Host): string[] {
  const numbered = unknown.flatMap(({ name, text = '' }) => {
    const [, number] = standby.exec(name) ?? []
    return number === undefined ? [] : [{ number: Number(number), text }]
  })
  return [hostName, ...numbered.sort((first, second) => first.number - second.number).map(({ text }) => text)]
}
