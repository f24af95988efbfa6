/** An MD5 digest under way. */
export interface Md5 {
  /** Takes in the next bytes. */
  update(chunk: Uint8Array): Md5
  /** Returns the 16 bytes of the digest. To be called once, as the last thing. */
  digest(): Uint8Array
}
