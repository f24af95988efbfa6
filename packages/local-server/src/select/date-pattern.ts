/** The letters of TO_STRING, and what the engine calls them. Longer ones first. */
const letters: readonly (readonly [string, string])[] = [
  ['yyyy', '%Y'],
  ['yy', '%y'],
  ['y', '%Y'],
  ['MMMM', '%B'],
  ['MMM', '%b'],
  ['MM', '%m'],
  ['M', '%-m'],
  ['dd', '%d'],
  ['d', '%-d'],
  ['a', '%p'],
  ['hh', '%I'],
  ['h', '%-I'],
  ['HH', '%H'],
  ['H', '%-H'],
  ['mm', '%M'],
  ['m', '%-M'],
  ['ss', '%S'],
  ['s', '%-S'],
  ['SSSSSS', '%f'],
  ['SSS', '%g'],
  // Times are in UTC.
  ['XXX', 'Z'],
  ['X', 'Z'],
  ['xxx', '+00:00'],
  ['xx', '+0000'],
  ['x', '+00'],
]

/** Turns a pattern such as `yyyy-MM-dd'T'HH:mm` into the engine's. */
export function datePattern(pattern: string): string {
  let written = ''
  for (let at = 0; at < pattern.length; ) {
    const quoted = /^'([^']*)'/.exec(pattern.slice(at))
    const letter = letters.find(([name]) => pattern.startsWith(name, at))
    const plain = quoted ? quoted[1]! : pattern[at]!
    written += quoted || !letter ? plain.replaceAll('%', '%%') : letter[1]
    at += quoted ? quoted[0].length : letter ? letter[0].length : 1
  }
  return written
}
