// Measures this project against its peers and floors: `npm run bench`, or here `node bench.mjs`.
//   --quick         less of everything, under three minutes
//   --only a,b      only these works; `server-million` runs only when it is named, because it takes minutes
//   --size-gib 1    size of the large object
//   --write         also writes RESULTS.md
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { makeFolder, writeFiles } from './harness/large-file.mjs'
import { machine } from './harness/machine.mjs'
import { installPeers } from './harness/peers.mjs'
import { startSink } from './harness/sink-process.mjs'
import { table } from './harness/table.mjs'
import { bundles } from './works/bundles.mjs'
import { checksums } from './works/checksums.mjs'
import { ciphers } from './works/ciphers.mjs'
import { encryptedUpload } from './works/encrypted-upload.mjs'
import { imports } from './works/imports.mjs'
import { largeObjects } from './works/large-objects.mjs'
import { listing } from './works/listing.mjs'
import { localServer } from './works/local-server.mjs'
import { manyObjects, syncPlanning } from './works/many-objects.mjs'
import { millionObjects } from './works/million-objects.mjs'
import { pageUpload } from './works/page-upload.mjs'
import { signing } from './works/signing.mjs'
import { smallObjects } from './works/small-objects.mjs'
import { typeCheck } from './works/type-check.mjs'
import { uploadTimer } from './works/upload-timer.mjs'

const works = {
  sign: signing,
  put: (context) => smallObjects(context, 'putSmall'),
  get: (context) => smallObjects(context, 'getSmall'),
  upload: (context) => largeObjects(context, 'upload'),
  download: (context) => largeObjects(context, 'download'),
  'upload-16': (context) => largeObjects(context, 'upload', 16),
  'download-16': (context) => largeObjects(context, 'download', 16),
  'upload-timer': uploadTimer,
  chromium: pageUpload,
  'upload-many': (context) => manyObjects(context, 'uploadMany'),
  'download-many': (context) => manyObjects(context, 'downloadMany'),
  checksums,
  ciphers,
  'upload-encrypted': encryptedUpload,
  list: listing,
  plan: syncPlanning,
  bundles,
  imports,
  types: typeCheck,
  server: localServer,
  'server-million': millionObjects,
}

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    'size-gib': { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const isQuick = options.quick
const chosen = options.only?.split(',') ?? Object.keys(works).filter((name) => name !== 'server-million')
const unknown = chosen.filter((name) => !works[name])
if (unknown.length > 0) throw new Error(`no such work: ${unknown.join(', ')}; there are ${Object.keys(works).join(', ')}`)

const startedAt = Date.now()
const where = machine()
const log = (line) => process.stderr.write(`[${Math.round((Date.now() - startedAt) / 1000)} s] ${line}\n`)
await installPeers(log)
const sizeBytes = Number(options['size-gib'] ?? (isQuick ? 0.25 : 2)) * 2 ** 30
const keyCount = isQuick ? 100_000 : 1_000_000
const files = makeFolder()
const sink = await startSink({ keyCount })
const reports = []
try {
  if (chosen.some((name) => /^(upload|download)(-16|-timer|-encrypted)?$/.test(name))) await writeFiles(files, sizeBytes)
  const context = { sink, isQuick, sizeBytes, keyCount, files, log }
  for (const name of chosen) reports.push(await attempt(name, context))
} finally {
  await sink.stop()
  files.remove()
}

/** One work that fails does not take the others' figures with it, but the command ends with an error. */
async function attempt(name, context) {
  try {
    return await works[name](context)
  } catch (error) {
    process.exitCode = 1
    log(`${name} failed: ${error.stack}`)
    return {
      title: name,
      about: `Failed: ${error.message.split('\n')[0]}`,
      columns: ['nothing measured'],
      rows: [],
      bars: [[name, '–', '–', 'FAILED']],
    }
  }
}

const seconds = Math.round((Date.now() - startedAt) / 1000)
const text = [
  `# Measured against peers and floors`,
  `${new Date().toISOString().slice(0, 10)}, ${where}. ${isQuick ? '`npm run bench -- --quick`' : '`npm run bench`'}, ${seconds} seconds.`,
  'Each table is one run in which all take turns; figures are medians, ratios (x) medians of the ratios within each round. CPU is user and system time of the client (or server) process. Compare within a table: the machine is shared, and its speed changes.',
  '## Bars',
  table(
    ['bar', 'limit', 'measured', 'result'],
    reports.flatMap(({ bars }) => bars),
  ),
  ...reports.flatMap(({ title, about, columns, rows }) => [`## ${title}`, about, table(columns, rows)]),
].join('\n\n')
process.stdout.write(`${text}\n`)
if (options.write) writeFileSync(new URL('RESULTS.md', import.meta.url), `${text}\n`)
