/** Makes the test of a text by a pattern in which `*` stands for any run of characters. */
export function globTest(pattern: string, options: { readonly ignoreCase?: boolean } = {}): (text: string) => boolean {
  if (pattern === '*') return () => true
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|/]/g, '\\$&'))
  const expression = new RegExp(`^${parts.join('.*')}$`, options.ignoreCase ? 'isu' : 'su')
  return (text) => expression.test(text)
}
