import type { Explanation } from './explain.js'

/**
 * Says in words where two explanations differ, one sentence for each difference; none for equal ones. Made to be shown to
 * someone whose request was refused: tokens and customer keys are cut, and the SignKey is never part of an explanation.
 */
export function diff(first: Explanation, second: Explanation): string[] {
  return [
    ...plain('The method', first.method, second.method),
    ...plain('The path', first.path, second.path),
    ...window(first.keyTime, second.keyTime),
    ...lists('parameter', first.parameterList, first.parameterValues, second.parameterList, second.parameterValues),
    ...lists('header', first.headerList, first.headerValues, second.headerList, second.headerValues),
  ]
}

function plain(subject: string, first: string, second: string): string[] {
  return first === second ? [] : [`${subject} differs: ${quote(first)} in the first, ${quote(second)} in the second.`]
}

/** Text read from an answer may come without its window; that is no difference. */
function window(first: string, second: string): string[] {
  return first && second ? plain('The time window', first, second) : []
}

type Texts = readonly string[]

function lists(kind: string, names: Texts, values: Texts, otherNames: Texts, otherValues: Texts): string[] {
  const all = [...new Set([...names, ...otherNames])].sort()
  return all.flatMap((name) => {
    const value = pick(name, names, values)
    const other = pick(name, otherNames, otherValues)
    if (value === other) return []
    if (other === undefined) return [`The ${kind} ${name} is signed in the first only.`]
    if (value === undefined) return [`The ${kind} ${name} is signed in the second only.`]
    return [`The ${kind} ${name} differs: ${show(name, value)} in the first, ${show(name, other)} in the second.`]
  })
}

function pick(name: string, names: Texts, values: Texts): string | undefined {
  const found = values.filter((_, index) => names[index] === name)
  return found.length ? found.join(', ') : undefined
}

function show(name: string, value: string): string {
  return /token|customer-key$|secret|signature/.test(name) ? `${quote(`${value.slice(0, 4)}…`)} (${value.length} characters)` : quote(value)
}

/** JSON's quotes show spaces at the ends and characters that cannot be seen. */
function quote(text: string): string {
  return JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}…` : text)
}
