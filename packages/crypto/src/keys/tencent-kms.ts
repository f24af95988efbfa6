import { type Clock, CosError, type CredentialProvider, type Credentials, InputError, systemClock, TransportError } from '@cos/core'
import { fromBase64, toBase64 } from '../bytes/base64.js'
import type { KeyManagementService } from './kms-key.js'
import { signTc3 } from './sign-tc3.js'

/** Options of {@link tencentKms}. */
export interface TencentKmsOptions {
  /** Keys, or a function that returns them; they need `kms:Encrypt` and `kms:Decrypt`. */
  readonly credentials: Credentials | CredentialProvider
  /** Region of the keys, for example `ap-guangzhou`. */
  readonly region: string
  /** Origin of the service. Default `https://kms.tencentcloudapi.com`. */
  readonly endpoint?: string | undefined
  /** Longest time for one answer, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number | undefined
  /** Where the time of signatures comes from. Default: the machine's. */
  readonly clock?: Clock | undefined
}

/**
 * Asks the Key Management Service of Tencent Cloud, by the API of 2019-01-18: `Encrypt` and `Decrypt`. Throws a `CosError` with
 * the code of the service, or a `TransportError` when no answer comes.
 */
/* @__NO_SIDE_EFFECTS__ */
export function tencentKms(options: TencentKmsOptions): KeyManagementService {
  if (typeof options.region !== 'string' || !/^[a-z\d-]+$/.test(options.region))
    throw new InputError('must be a region such as ap-guangzhou', { member: 'region' })
  return {
    async encrypt({ keyId, plaintext, context }) {
      const { CiphertextBlob } = await ask(options, 'Encrypt', { KeyId: keyId, Plaintext: toBase64(plaintext), EncryptionContext: context })
      return new TextEncoder().encode(textOf(CiphertextBlob))
    },
    async decrypt({ keyId, ciphertext, context }) {
      const CiphertextBlob = new TextDecoder().decode(ciphertext)
      const { Plaintext, KeyId } = await ask(options, 'Decrypt', { CiphertextBlob, EncryptionContext: context })
      // The blob names its key by itself: it must be the one that was meant.
      if (KeyId !== keyId) throw new CosError('The data key was wrapped by another key of the key management service.', { code: 'KmsKey' })
      return fromBase64(textOf(Plaintext)) ?? unreadable()
    },
  }
}

type Answer = Readonly<Record<string, unknown>>

async function ask(options: TencentKmsOptions, action: string, parameters: Answer): Promise<Answer> {
  const { credentials, region, endpoint = 'https://kms.tencentcloudapi.com', timeoutMs = 10_000, clock = systemClock } = options
  const keys = typeof credentials === 'function' ? await credentials() : credentials
  const body = JSON.stringify(parameters)
  const signed = await signTc3({ host: new URL(endpoint).host, action, body, keys, timestamp: Math.floor(clock.now() / 1000) })
  const headers = { ...signed, 'x-tc-version': '2019-01-18', 'x-tc-region': region }
  // Reading the answer counts, too.
  const signal = AbortSignal.timeout(timeoutMs)
  const text = await fetch(endpoint, { method: 'POST', headers, body, signal, redirect: 'error', cache: 'no-store' })
    .then((response) => response.text())
    .catch((cause: unknown) => {
      throw new TransportError('The key management service did not answer.', {
        code: signal.aborted ? 'DeadlineExceeded' : 'ConnectFailed',
        cause,
      })
    })
  return responseOf(text, action)
}

function responseOf(text: string, action: string): Answer {
  let answer: { readonly Response?: Answer & { readonly Error?: { readonly Code?: unknown; readonly Message?: unknown } } } | null
  try {
    answer = JSON.parse(text)
  } catch {
    answer = null
  }
  const response = answer?.Response ?? unreadable()
  if (!response.Error) return response
  const { Code, Message } = response.Error
  throw new CosError(
    `${Code}: ${Message} (${action} of the key management service, request id ${String(response['RequestId'] ?? 'none')})`,
    { code: String(Code) },
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' && value.length > 0 ? value : unreadable()
}

/** The answer is not repeated: it may hold a data key. */
function unreadable(): never {
  throw new CosError('The answer of the key management service cannot be read.', { code: 'KmsAnswer' })
}
