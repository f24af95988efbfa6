import { sqlFault, type Token, tokensOf } from './tokens.js'

/** Reads the words of a query one by one. */
export class TokenReader {
  readonly #tokens: readonly Token[]
  #next = 0

  constructor(query: string) {
    this.#tokens = tokensOf(query)
  }

  /** The next word. */
  get token(): Token {
    return this.#tokens[this.#next]!
  }

  /** Whether the next words are these keywords or signs. */
  isAt(...words: readonly string[]): boolean {
    return words.every((word, index) => {
      const token = this.#tokens[this.#next + index]
      return (token?.kind === 'name' || token?.kind === 'sign') && token.text.toUpperCase() === word
    })
  }

  /** Takes these keywords or signs, if they come next. */
  takes(...words: readonly string[]): boolean {
    const isThere = this.isAt(...words)
    if (isThere) this.#next += words.length
    return isThere
  }

  /** Takes a keyword or a sign that must come next. */
  expect(word: string): void {
    if (!this.takes(word)) throw this.fault()
  }

  /** Takes the next word if it is of a kind. */
  take(kind: Token['kind']): Token | undefined {
    const { token } = this
    if (token.kind !== kind || kind === 'end') return undefined
    this.#next += 1
    return token
  }

  /** Takes a word that must be of a kind. */
  need(kind: Token['kind']): Token {
    const token = this.take(kind)
    if (!token) throw this.fault()
    return token
  }

  /** The fault of the next word. */
  fault(): Error {
    return sqlFault(this.token.text, this.token.at)
  }
}
