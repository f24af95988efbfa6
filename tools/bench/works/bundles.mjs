import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { atMost } from '../harness/bar.mjs'
import { bundledForPages } from '../harness/bundled-for-pages.mjs'
import { peersFolder, peerVersions } from '../harness/peers.mjs'
import { figure } from '../harness/table.mjs'

const ourFolder = new URL('..', import.meta.url).pathname
const client = 'new CosClient({ region: "ap-guangzhou", credentials })'
const s3 = 'new S3Client({ region: "us-east-1", credentials })'

/** What a page says to get something done, per client. */
const uses = [
  ['sign', 'this project', 'import { sign } from "@cos/signer"; export const run = (request, credentials) => sign(request, credentials)'],
  [
    'PutObject',
    'this project',
    `import { CosClient, PutObjectCommand } from "@cos/core"; export const run = (credentials, input) => ${client}.send(new PutObjectCommand(input))`,
    6,
  ],
  [
    'PutObject',
    'cos-js-sdk-v5',
    'import COS from "cos-js-sdk-v5"; export const run = (options, input) => new COS(options).putObject(input)',
  ],
  [
    'PutObject',
    '@aws-sdk/client-s3',
    `import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3"; export const run = (credentials, input) => ${s3}.send(new PutObjectCommand(input))`,
  ],
  [
    'ListObjects',
    'this project',
    `import { CosClient, ListObjectsCommand } from "@cos/core"; export const run = (credentials, input) => ${client}.send(new ListObjectsCommand(input))`,
    7,
  ],
  [
    'ListObjects',
    'cos-js-sdk-v5',
    'import COS from "cos-js-sdk-v5"; export const run = (options, input) => new COS(options).getBucket(input)',
  ],
  [
    'ListObjects',
    '@aws-sdk/client-s3',
    `import { S3Client, ListObjectsV2Command } from "@aws-sdk/client-s3"; export const run = (credentials, input) => ${s3}.send(new ListObjectsV2Command(input))`,
  ],
  [
    'multipart upload',
    'this project',
    `import { CosClient } from "@cos/core"; import { upload } from "@cos/transfer"; export const run = (credentials, options) => upload(${client}, options)`,
    11,
  ],
  [
    'multipart upload',
    'cos-js-sdk-v5',
    'import COS from "cos-js-sdk-v5"; export const run = (options, input) => new COS(options).uploadFile(input)',
  ],
  [
    'multipart upload',
    '@aws-sdk/lib-storage',
    `import { S3Client } from "@aws-sdk/client-s3"; import { Upload } from "@aws-sdk/lib-storage"; export const run = (credentials, params) => new Upload({ client: ${s3}, params }).done()`,
  ],
]

export async function bundles({ log }) {
  const rows = []
  const bars = []
  for (const [use, who, source, limitKilobytes] of uses) {
    log(`bundle: ${use}, ${who}`)
    const resolveDir = who === 'this project' ? ourFolder : peersFolder
    const code = await bundledForPages({ stdin: { contents: source, resolveDir } })
    const gzipBytes = gzipSync(code, { level: 9 }).length
    const brotliBytes = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
    rows.push([use, peerVersions[who] ? `${who} ${peerVersions[who]}` : who, ...[code.length, gzipBytes, brotliBytes].map(figure)])
    if (limitKilobytes) bars.push(atMost(`browser bundle for ${use}, gzip`, gzipBytes / 1000, limitKilobytes, ' kB'))
  }
  return {
    title: 'Browser bundles',
    about: 'esbuild, minified, condition `browser`. gzip -9, brotli 11. minio and cos-nodejs are for Node only.',
    columns: ['use', 'client', 'minified B', 'gzip B', 'brotli B'],
    rows,
    bars,
  }
}
