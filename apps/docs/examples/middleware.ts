import { type CommandMiddleware, CosClient, isCommand, PutObjectCommand, type RequestMiddleware } from '@cos/core'

// Around the command: once for each send, with the typed input.
const audit: CommandMiddleware = async (command, next) => {
  const output = await next(command)
  if (isCommand(command, PutObjectCommand)) console.log('stored', command.input.key)
  return output
}

// Around the request: once for each attempt, before it is signed.
const trace: RequestMiddleware = async (request, next) => {
  const response = await next({ ...request, headers: { ...request.headers, 'x-trace-id': '7' } })
  console.log(request.operation.name, 'attempt', request.attempt, '→', response.status)
  return response
}

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const plain = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })
const client = plain.with({ commands: [audit], requests: [trace] }) // a new client; `plain` stays as it was

await client.send(new PutObjectCommand({ bucket: 'guide-1250000000', key: 'audited.txt', body: 'seen' }))
