import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  isCosError,
  isServiceError,
  ListObjectsCommand,
  PutObjectCommand,
  type ServiceError,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { clientOf, failureOf, freshBucket, type World } from './world.js'

const secretKey = 'a-secret-that-nobody-may-see'
const securityToken = 'a-token-that-nobody-may-see'

/** Errors: what they say, and what they never say. */
export function errorsSuite(world: World): void {
  const client = clientOf(world)

  describe('errors', () => {
    test('an error says what happened, to which object, and which request it was', async () => {
      const bucket = await freshBucket(world)
      const error = (await failureOf(client.send(new GetObjectCommand({ bucket, key: 'ä b' })))) as unknown as ServiceError
      expect(isCosError(error) && isServiceError(error, 'NoSuchKey') && !isServiceError(error, 'NoSuchBucket')).toBe(true)
      expect(error).toMatchObject({ name: 'ServiceError', code: 'NoSuchKey', status: 404, operation: 'GetObject' })
      expect(error.requestId).toMatch(/\S/)
      expect(error.message).toContain('NoSuchKey: ')
      expect(error.message).toContain(`request id: ${error.requestId}`)
      expect(error.message).toContain('GetObject GET ')
      expect(error.resource).toContain(bucket)
    })

    test('an answer without a body has a code and a request id too', async () => {
      const bucket = await freshBucket(world)
      const error = await failureOf(client.send(new HeadObjectCommand({ bucket, key: 'missing' })))
      expect(error).toMatchObject({ code: 'NoSuchKey', status: 404 })
      expect(error['requestId']).toMatch(/\S/)
      expect(error.message).toMatch(/^NoSuchKey: HTTP 404\n/)
    })

    test('a wrong secret and an unknown key are told apart, and no secret is shown', async () => {
      const bucket = await freshBucket(world)
      const failure = (credentials: object) =>
        failureOf(clientOf(world, { credentials: credentials as World['credentials'] }).send(new ListObjectsCommand({ bucket })))
      const { secretId } = world.credentials
      const wrongSecret = await failure({ secretId, secretKey })
      expect(wrongSecret).toMatchObject({ code: 'SignatureDoesNotMatch', status: 403 })
      const unknown = await failure({ secretId: 'AKIDunknown', secretKey })
      expect(unknown).toMatchObject({ code: 'InvalidAccessKeyId', status: 403 })
      const token = await failure({ secretId, secretKey, securityToken })
      expect(token['status']).toBe(403)
      for (const error of [wrongSecret, unknown, token]) {
        const shown = [error.message, error.stack, JSON.stringify(error), JSON.stringify({ ...error, headers: undefined })].join('\n')
        for (const secret of [secretKey, securityToken, world.credentials.secretKey, 'q-signature=']) expect(shown).not.toContain(secret)
      }
    })

    test('who does not sign may not read what is private', async () => {
      const bucket = await freshBucket(world)
      await client.send(new PutObjectCommand({ bucket, key: 'a', body: 'x' }))
      const anonymous = clientOf(world, { credentials: 'anonymous' })
      expect(await failureOf(anonymous.send(new GetObjectCommand({ bucket, key: 'a' })))).toMatchObject({
        code: 'AccessDenied',
        status: 403,
      })
      await client.send(new PutObjectCommand({ bucket, key: 'open', body: 'x', acl: 'public-read' }))
      expect(await (await anonymous.send(new GetObjectCommand({ bucket, key: 'open' }))).body.text()).toBe('x')
    })

    test('an unknown upload is no success', async () => {
      const bucket = await freshBucket(world)
      await client.send(new CreateMultipartUploadCommand({ bucket, key: 'a' }))
      const { AbortMultipartUploadCommand } = await import('@cos/core')
      const error = await failureOf(client.send(new AbortMultipartUploadCommand({ bucket, key: 'a', uploadId: 'unknown' })))
      expect(error).toMatchObject({ code: 'NoSuchUpload', status: 404 })
    })

    if (world.endpoint !== undefined) {
      test('a presigned URL works for whoever has it, until it is changed', async () => {
        const bucket = await freshBucket(world)
        const key = 'ä b+c/%.txt'
        const putUrl = await client.presign(new PutObjectCommand({ bucket, key }), { expiresInSeconds: 60 })
        expect((await fetch(putUrl, { method: 'PUT', body: 'by fetch' })).status).toBe(200)
        const getUrl = await client.presign(new GetObjectCommand({ bucket, key, responseContentType: 'text/x-asked' }), {
          expiresInSeconds: 60,
        })
        const answer = await fetch(getUrl)
        expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/x-asked', 'by fetch'])
        expect((await fetch(getUrl, { method: 'DELETE' })).status).toBe(403)
        expect((await fetch(getUrl.replace('x-asked', 'x-other'))).status).toBe(403)
      })
    }
  })
}
