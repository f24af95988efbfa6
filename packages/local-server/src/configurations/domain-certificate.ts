/** What is kept of the certificate of a domain. The private key is not kept: nothing here would use it. */
export interface DomainCertificate {
  readonly status: 'Enabled'
  readonly certificateInfo: {
    readonly certId: string
    /** Unknown for a certificate that the certificate service manages. */
    readonly validityBegin?: Date | undefined
    readonly validityExpire?: Date | undefined
  }
}
