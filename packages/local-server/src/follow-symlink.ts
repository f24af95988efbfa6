import { Fault } from './fault.js'
import { readAttributes } from './object-attributes.js'
import { findObject, type ReadingCall } from './read-object.js'
import type { ObjectReader } from './store/store.js'

/** [?] The service does not say how far links to links are followed. */
const mostLinks = 8

/** Opens the object of a call for somebody who may read it, or the one that it stands for. */
export async function findTarget(call: ReadingCall, versionId: string | undefined): Promise<ObjectReader> {
  let reader = await findObject(call, versionId)
  for (let links = 0; ; links += 1) {
    const { symlinkTarget: key } = readAttributes(reader.record.attributes)
    if (key === undefined) return reader
    await reader.close()
    if (links === mostLinks) throw new Fault('InvalidArgument', { message: 'Symlinks lead to symlinks without end.' })
    reader = await findObject({ ...call, input: { ...call.input, key } }, undefined)
  }
}
