/** Gathers what a flag is given more than once. */
export function collect(text: string, texts: readonly string[] = []): readonly string[] {
  return [...texts, text]
}
