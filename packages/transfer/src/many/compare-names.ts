/**
 * Compares names by their UTF-8 bytes, which is how COS lists keys. The order of JavaScript differs only where one of the
 * first characters that differ is a surrogate: those stand for characters above all others, but sort before U+E000.
 */
export function compareNames(left: string, right: string): number {
  if (left === right) return 0
  const length = Math.min(left.length, right.length)
  let at = 0
  while (at < length && left.charCodeAt(at) === right.charCodeAt(at)) at++
  if (at === length) return left.length - right.length
  const first = left.charCodeAt(at)
  const second = right.charCodeAt(at)
  if (first < 0xd800 || second < 0xd800) return first - second
  return rank(first) - rank(second)
}

function rank(unit: number): number {
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
