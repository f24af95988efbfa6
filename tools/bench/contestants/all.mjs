// Who takes part. `module` is a file of this folder, `options` is handed to it, `conditions` are Node's `--conditions`.
import { peerVersions } from '../harness/peers.mjs'

const version = (name) => `${name} ${peerVersions[name]}`

export const floor = { label: 'raw undici', module: 'undici' }
export const cos = { label: 'this project', module: 'cos', isOurs: true }
export const cosUnchecked = { label: 'this project, unchecked', module: 'cos', options: { verifyChecksums: false }, isOurs: true }
export const cosBrowser = { label: 'this project, code for browsers', module: 'cos', conditions: ['browser'], isOurs: true }
export const cosNodejs = { label: version('cos-nodejs-sdk-v5'), module: 'cos-nodejs' }
export const cosJs = { label: version('cos-js-sdk-v5'), module: 'cos-js' }
export const aws = { label: `${version('@aws-sdk/client-s3')}, as it comes`, module: 'aws' }
export const awsUnchecked = { label: `${version('@aws-sdk/client-s3')}, unchecked`, module: 'aws', options: { isUnchecked: true } }
export const minio = { label: version('minio'), module: 'minio' }
export const hashWasm = { label: version('hash-wasm'), module: 'hash-wasm' }
