import { closeSync, fsyncSync, openSync, read, renameSync, writeSync, writevSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { promisify } from 'node:util'
import { createBlobFile } from './blob-file.js'
import { blobPath, stagingPath } from './blob-path.js'
import { BufferPool } from './buffer-pool.js'
import type { BlobWriter, Vault } from './vault.js'

const readAt = promisify(read)
const inlineLimitBytes = 16_384
const readSizeBytes = 262_144

/** Options of a file vault. */
export interface FileVaultOptions {
  /** Whether what is kept must survive a loss of power. */
  readonly isDurable: boolean
  /** Folder of settled blobs, spread over 256 folders. */
  readonly blobs: string
  /** Folder of blobs that the ledger does not count yet. What is found there at start is not this vault's business. */
  readonly staging: string
  /** Number of the next blob. */
  readonly nextBlob: number
  /** Called when the files of garbage are gone. */
  readonly onRemoved: (blobs: readonly number[]) => Promise<void>
}

/** Keeps blobs as files. */
export class FileVault implements Vault {
  readonly inlineLimitBytes = inlineLimitBytes
  readonly #options: FileVaultOptions
  readonly #buffers = new BufferPool(262_144)
  readonly #staged = new Set<number>()
  readonly #held = new Map<number, number>()
  /** Blobs to be removed as soon as nobody holds them. */
  readonly #doomed = new Set<number>()
  readonly #removals = new Set<Promise<void>>()
  #nextBlob: number

  constructor(options: FileVaultOptions) {
    this.#options = options
    this.#nextBlob = options.nextBlob
  }

  async createBlob(): Promise<BlobWriter> {
    const blob = this.#newBlob()
    const writer = createBlobFile(blob, this.#path(blob), { isDurable: this.#options.isDurable, buffers: this.#buffers })
    return { ...writer, abort: () => writer.abort().finally(() => this.#staged.delete(blob)) }
  }

  createBlobNow(pieces: readonly Uint8Array[]): number {
    const blob = this.#newBlob()
    const file = openSync(this.#path(blob), 'wx')
    try {
      for (let at = 0; at < pieces.length; at += 1000) writevSync(file, pieces.slice(at, at + 1000))
      if (this.#options.isDurable) fsyncSync(file)
    } finally {
      closeSync(file)
    }
    return blob
  }

  overwriteNow(blob: number, offset: number, bytes: Uint8Array): void {
    const file = openSync(this.#path(blob), 'r+')
    try {
      writeSync(file, bytes, 0, bytes.byteLength, offset)
      if (this.#options.isDurable) fsyncSync(file)
    } finally {
      closeSync(file)
    }
  }

  settle(blobs: readonly number[]): void {
    for (const blob of blobs) {
      const from = this.#path(blob)
      if (!this.#staged.delete(blob)) continue
      const to = this.#path(blob)
      renameSync(from, to)
    }
  }

  remove(blobs: readonly number[]): void {
    for (const blob of blobs) {
      if (this.#held.has(blob)) this.#doomed.add(blob)
      else this.#unlink(blob)
    }
  }

  keep(blob: number): void {
    this.#doomed.delete(blob)
  }

  hold(blobs: readonly number[]): void {
    for (const blob of blobs) this.#held.set(blob, (this.#held.get(blob) ?? 0) + 1)
  }

  letGo(blobs: readonly number[]): void {
    for (const blob of blobs) {
      const holders = (this.#held.get(blob) ?? 0) - 1
      if (holders > 0) this.#held.set(blob, holders)
      else {
        this.#held.delete(blob)
        if (this.#doomed.delete(blob)) this.#unlink(blob)
      }
    }
  }

  async *read(blob: number, offset: number, length: number): AsyncGenerator<Uint8Array> {
    // Opened at once, not in a while: the file may move from staging to its place between two turns.
    const file = openSync(this.#path(blob), 'r')
    try {
      for (let position = offset, left = length; left > 0; ) {
        const size = Math.min(left, readSizeBytes)
        const { buffer, bytesRead } = await readAt(file, Buffer.allocUnsafe(size), 0, size, position)
        if (bytesRead === 0) throw new Error(`Blob ${blob} ends ${left} bytes early.`)
        yield buffer.subarray(0, bytesRead)
        position += bytesRead
        left -= bytesRead
      }
    } finally {
      closeSync(file)
    }
  }

  async close(): Promise<void> {
    while (this.#removals.size > 0) await Promise.all(this.#removals)
  }

  #newBlob(): number {
    const blob = this.#nextBlob++
    this.#staged.add(blob)
    return blob
  }

  #path(blob: number): string {
    const { blobs, staging } = this.#options
    return this.#staged.has(blob) ? stagingPath(staging, blob) : blobPath(blobs, blob)
  }

  #unlink(blob: number): void {
    const removal = this.#removeFile(blob).finally(() => this.#removals.delete(removal))
    this.#removals.add(removal)
  }

  async #removeFile(blob: number): Promise<void> {
    try {
      const isStaged = this.#staged.has(blob)
      await unlink(this.#path(blob))
      this.#staged.delete(blob)
      if (!isStaged) await this.#options.onRemoved([blob])
    } catch {
      // The file stays marked as garbage, or in staging: the next opening tries again.
    }
  }
}
