/** The bytes of a request could not be read to their end: nobody waits for the answer any more. `cause` says why. */
export class BodyFailure extends Error {
  override readonly name = 'BodyFailure'

  constructor(cause: unknown) {
    super('The body of the request ended early.', { cause })
  }
}
