import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ListObjectsCommand, paginate } from '@cos/core'
import { afterEach, beforeEach } from 'vitest'
import { bucket, Network } from './network.js'

/** A network with a server, and a folder on this machine. */
export interface Stage {
  network: Network
  folder: string
  /** A path in the folder. */
  at(name: string): string
  /** What is in the bucket: text by key, without the prefix. */
  objects(prefix?: string): Promise<Record<string, string>>
}

/** Sets the stage anew for each test of the file. */
export function setStage(): Stage {
  const stage: Partial<Pick<Stage, 'network' | 'folder'>> & Pick<Stage, 'at' | 'objects'> = {
    at: (name) => join(stage.folder ?? '', name),
    async objects(prefix = '') {
      const found: Record<string, string> = {}
      const { network } = stage as Stage
      for await (const { contents } of paginate(network.direct, new ListObjectsCommand({ bucket, prefix }))) {
        for (const { key } of contents) found[key.slice(prefix.length)] = new TextDecoder().decode(await network.get(key))
      }
      return found
    },
  }
  beforeEach(async () => {
    stage.network = await Network.start()
    stage.folder = await mkdtemp(join(tmpdir(), 'cos-transfer-'))
  })
  afterEach(async () => {
    await stage.network?.server.close()
    await rm(stage.folder ?? '', { recursive: true, force: true })
  })
  return stage as Stage
}

/** Text as bytes. */
export function text(content: string): Uint8Array {
  return new TextEncoder().encode(content)
}
