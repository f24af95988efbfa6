/**
 * Tells blocks of bytes apart: equal fingerprints are equal bytes, but for one chance in 2^100 that nobody can bring about
 * without the key. It is GMAC under a key that is made for it and with one nonce for all, which is safe as long as no
 * fingerprint leaves this process.
 */
export type BlockFingerprint = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>
