/** Tells whether a query parameter is part of a signature, and so never signed itself. */
export function isSignatureField(name: string): boolean {
  return /^(q-(sign-algorithm|ak|sign-time|key-time|header-list|url-param-list|signature)|sign)$/i.test(name)
}
