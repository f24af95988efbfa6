import { createHash, X509Certificate } from 'node:crypto'
import type {
  DeleteBucketDomainCertificateInput,
  DeleteBucketDomainCertificateOutput,
  GetBucketDomainCertificateInput,
  GetBucketDomainCertificateOutput,
  GetBucketDomainInput,
  GetBucketDomainOutput,
  PutBucketDomainCertificateInput,
  PutBucketDomainCertificateOutput,
} from '@cos/core'
import type { DomainCertificate } from '../configurations/domain-certificate.js'
import { Fault } from '../fault.js'
import type { Handler } from './handler.js'

/** Reads the domains of a bucket. What a TXT record would have to say is told even when there are none. */
export const getBucketDomain: Handler<GetBucketDomainInput, GetBucketDomainOutput> = async ({ bucket, configurations }) => {
  const txtVerification = createHash('sha256').update(bucket.name).digest('hex').slice(0, 32)
  const document = await configurations.get(bucket.name, 'domain')
  if (document) return { output: { ...document, txtVerification } }
  throw new Fault('DomainConfigNotFoundError', { headers: { 'x-cos-domain-txt-verification': txtVerification } })
}

/** Keeps what is told of certificates. */
export const putBucketDomainCertificate: Handler<PutBucketDomainCertificateInput, PutBucketDomainCertificateOutput> = async (call) => {
  const { bucket, configurations, input } = call
  if (input.domainNames.length === 0) throw new Fault('MalformedXML', { message: 'DomainList needs a DomainName.' })
  const document: DomainCertificate = { status: 'Enabled', certificateInfo: informationOf(input.certificateInfo.customCert) }
  for (const domain of input.domainNames) {
    await configurations.put({ bucket: bucket.name, name: 'domaincertificate', id: domain.toLowerCase() }, document)
  }
  return { output: {} }
}

/** Tells of the certificate of a domain; what a domain without one reads as is not sourced [?]. */
export const getBucketDomainCertificate: Handler<GetBucketDomainCertificateInput, GetBucketDomainCertificateOutput> = async (call) => {
  const { bucket, configurations, input } = call
  return { output: (await configurations.get(bucket.name, 'domaincertificate', input.domainName.toLowerCase())) ?? { status: 'Disabled' } }
}

/** Forgets the certificate of a domain. */
export const deleteBucketDomainCertificate: Handler<DeleteBucketDomainCertificateInput, DeleteBucketDomainCertificateOutput> = async ({
  bucket,
  configurations,
  input,
}) => {
  await configurations.delete({ bucket: bucket.name, name: 'domaincertificate', id: input.domainName.toLowerCase() })
  return { output: {} }
}

function informationOf({
  certId,
  cert,
  privateKey,
}: PutBucketDomainCertificateInput['certificateInfo']['customCert']): DomainCertificate['certificateInfo'] {
  if (certId !== undefined && cert === undefined) return { certId }
  if (cert === undefined || privateKey === undefined) {
    throw new Fault('MalformedXML', { message: 'CustomCert has a CertId, or a Cert and a PrivateKey.' })
  }
  const { validFrom, validTo, fingerprint256 } = certificateOf(cert)
  // COS names the certificate by an id of its own.
  return { certId: fingerprint256.replaceAll(':', '').slice(0, 8), validityBegin: new Date(validFrom), validityExpire: new Date(validTo) }
}

function certificateOf(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch {
    throw new Fault('InvalidArgument', { message: 'Cert is no certificate in PEM.' })
  }
}
