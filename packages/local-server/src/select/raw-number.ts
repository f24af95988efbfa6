/** A number that JavaScript would round, as it was written. */
export class RawNumber {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}
