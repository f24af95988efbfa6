import type { V4SignatureInput } from './v4-signature-input.js'
import file from './vectors/v4-signature.json' with { type: 'json' }

interface Expected {
  readonly sign: string
  readonly plainText: string
  readonly hmacHex: string
}

interface PythonCase {
  readonly id: string
  readonly note: string
  readonly input: {
    readonly kind: 'once' | 'more' | 'download'
    readonly appid: number
    readonly bucket: string
    readonly path: string
    readonly secretId: string
    readonly secretKey: string
    readonly expired: number | null
    readonly now: number
    readonly random: number
  }
  readonly expected: Expected
}

interface NodeCase {
  readonly id: string
  readonly note: string
  readonly input: {
    readonly bucket: string
    readonly key: string
    readonly expires: number
    readonly secretId: string
    readonly secretKey: string
    readonly now: number
    readonly random: number
  }
  readonly expected: Expected
}

const cases = file.cases as unknown as readonly (PythonCase | NodeCase)[]

/** Every recorded signature. */
export const recordedCases = cases

/** Signatures of the Python SDK. */
export const pythonCases = cases.filter((recorded): recorded is PythonCase => recorded.id.startsWith('v4sig-'))

/** Signatures of the helper in the Node SDK. */
export const nodeCases = cases.filter((recorded): recorded is NodeCase => recorded.id.startsWith('v4node-'))

/** Says a recorded Python call in our words. An expiry before `now` is a duration there. */
export function inputOf({ input }: PythonCase): V4SignatureInput {
  const { kind, appid: appId, bucket, path, secretId, expired, now, random } = input
  const fields = { appId, bucket, path, secretId, now, random }
  if (kind === 'once' || expired === null) return { ...fields, kind: 'once' }
  return { ...fields, kind, expiresAt: expired < now ? now + expired : expired }
}
