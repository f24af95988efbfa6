import { createLocalServer, openLocalServer } from '@cos/local-server'
import { report } from './report.mjs'

const [data, kind] = process.argv.slice(2)
const accounts = [{ appId: '1250000000', ownerUin: '100000000001', secretId: 'AKIDbench', secretKey: 'secret-of-the-bench' }]
const server = kind === 'memory' ? createLocalServer({ accounts }) : await openLocalServer({ accounts, data })
const { port } = await server.listen()
report(port, () => server.close())
