import { importPeer } from '../harness/peers.mjs'
import { report } from './report.mjs'

const S3rver = (await importPeer('s3rver')).default
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: process.argv[2],
  configureBuckets: [{ name: 'bench' }],
})
const { port } = await server.run()
report(port, () => server.close())
