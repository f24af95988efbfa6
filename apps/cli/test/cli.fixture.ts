import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CosClient, systemClock } from '@cos/core'
import { createLocalServer, type LocalServer } from '@cos/local-server'

/** The built program, or another build of it named by `COS_CLI`. */
const program = process.env['COS_CLI'] ?? resolve(import.meta.dirname, '../dist/main.js')
if (!existsSync(program)) throw new Error(`${program} is missing. Build first: npx turbo run build --filter=@cos/cli`)

/** How a run ended. */
export interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A run that may be spoken to. */
export interface Running {
  readonly ended: Promise<Ended>
  /** What it writes first. */
  readonly firstLine: Promise<string>
  kill(signal: NodeJS.Signals): void
}

/** A local server over HTTP, a folder, and the program pointed at both. */
export class Stage {
  readonly bucket = 'photos-1250000000'
  readonly uri = `cos://${this.bucket}`
  readonly folder: string
  readonly server: LocalServer
  readonly client: CosClient
  /** Names of the operations that were answered, and their status. */
  readonly answered: string[] = []
  /** Hears each of them. */
  onAnswer: (line: string) => void = () => {}
  /** How much later it is for the server. */
  aheadMs = 0
  readonly environment: Record<string, string>

  private constructor(folder: string, server: LocalServer) {
    this.folder = folder
    this.server = server
    this.client = new CosClient({ transport: server.transport, credentials: server.credentials, region: server.region })
    this.environment = {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      // Beside it, so that what tests find in the folder is theirs.
      XDG_STATE_HOME: `${folder}-state`,
      COS_CONFIG: join(folder, 'config.json'),
      COS_REGION: server.region,
      COS_SECRET_ID: server.credentials.secretId,
      COS_SECRET_KEY: server.credentials.secretKey,
    }
  }

  static async open(): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'cos-cli-'))
    // Scripted delays never end: a request that meets one hangs until its client goes away.
    const clock = { ...systemClock, now: () => systemClock.now() + stage.aheadMs, sleep: () => new Promise<void>(() => {}) }
    const server = createLocalServer({
      clock,
      onRequest: ({ operation, status }) => {
        const line = `${operation} ${status}`
        stage.answered.push(line)
        stage.onAnswer(line)
      },
    })
    const stage = new Stage(folder, server)
    const { url } = await server.listen()
    stage.environment['COS_ENDPOINT'] = url
    return stage
  }

  async close(): Promise<void> {
    await this.server.close()
    await rm(this.folder, { recursive: true })
    await rm(this.environment['XDG_STATE_HOME']!, { recursive: true, force: true })
  }

  /** Waits until an operation is answered. */
  untilAnswered(line: string): Promise<void> {
    return new Promise((resolve) => {
      this.onAnswer = (answered) => answered === line && resolve()
    })
  }

  path(...segments: readonly string[]): string {
    return join(this.folder, ...segments)
  }

  start(words: readonly string[], input: string | Uint8Array = '', environment: Record<string, string> = {}): Running {
    const child = spawn(process.execPath, [program, ...words], { env: { ...this.environment, ...environment }, cwd: this.folder })
    const output = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
    // A program that does not read its input may be gone before all of it was written.
    child.stdin.on('error', () => {}).end(input)
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (exitCode) => resolve({ exitCode, ...output }))
    })
    const firstLine = new Promise<string>((resolve, reject) => {
      child.stdout.on('data', () => {
        if (output.stdout.includes('\n')) resolve(output.stdout.split('\n')[0]!)
      })
      child.on('close', () => reject(new Error(`It ended before it wrote a line: ${output.stderr}`)))
    })
    // Most runs are not asked for it.
    firstLine.catch(() => {})
    return { ended, firstLine, kill: (signal) => void child.kill(signal) }
  }

  run(words: readonly string[], input?: string | Uint8Array, environment?: Record<string, string>): Promise<Ended> {
    return this.start(words, input, environment).ended
  }

  /** Runs with `--json` and returns the objects that were written; fails when the program did. */
  async json(...words: readonly string[]): Promise<Record<string, unknown>[]> {
    const { exitCode, stdout, stderr } = await this.run(['--json', ...words])
    if (exitCode !== 0) throw new Error(`exit code ${exitCode}: ${stderr}`)
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  }
}
