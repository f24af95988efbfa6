/** Quotes text for a message, cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 32 ? `${text.slice(0, 32)}…` : text)
}
