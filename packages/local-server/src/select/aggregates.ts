import { as, type Emitted } from './emitted.js'

// Counted with exactly, because doubles lose the ends of large integers, and cents: whole numbers of up to 20 digits, and numbers
// of up to 12 before the point and 6 behind it. A sum of a million millions of them fits into the 38 digits of the engine, which
// reads decimals of 18 digits a hundred times as fast as those of 38.
const wholeNumber = '-?[0-9]{1,20}'
const shortDecimal = 'DECIMAL(18,6)'
const exactType = 'DECIMAL(38,6)'

/**
 * Writes an aggregate: `partial` takes what is asked for each batch and gives the name of its column in the table of partial
 * results, of which what is returned is asked at the end.
 */
export function aggregate(name: string, operand: Emitted | undefined, partial: (sql: string) => string): Emitted {
  if (name === 'COUNT') return { sql: `coalesce(sum(${partial(`count(${operand?.sql ?? '*'})`)}), 0)`, type: 'number' }
  const value = operand!
  // Fields are meant as numbers here, those of a CSV object too; a text that is computed is a text for MIN and MAX [?].
  const isField = value.type === 'json' || /^c\d+$/.test(value.sql)
  if (isField) return ofField(name, value, partial)
  if (name === 'SUM') return { sql: `sum(${partial(`sum(${as('number', value)})`)})`, type: 'number' }
  if (name === 'AVG') {
    const [sum, count] = [partial(`sum(${as('number', value)})`), partial(`count(${as('number', value)})`)]
    return { sql: `(sum(${sum}) / sum(${count}))`, type: 'number' }
  }
  const lower = name.toLowerCase()
  return { sql: `${lower}(${partial(`${lower}(${value.sql})`)})`, type: value.type }
}

/** What is exact and what is not are kept apart; the result is the text of a number, as one of JSON is. */
function ofField(name: string, field: Emitted, partial: (sql: string) => string): Emitted {
  const text = as('text', field)
  const double = `TRY_CAST(${text} AS DOUBLE)`
  const decimal = `TRY_CAST(${text} AS ${shortDecimal})`
  const isWhole = `regexp_full_match(${text}, '${wholeNumber}')`
  // The engine rounds what has more digits behind the point.
  const isDecimal = `CAST(${decimal} AS DOUBLE) = ${double}`
  const whole = `CAST(TRY_CAST(${text} AS HUGEINT) AS ${exactType})`
  const exactOnly = `CASE WHEN ${isWhole} THEN ${whole} WHEN ${isDecimal} THEN CAST(${decimal} AS ${exactType}) END`
  const otherOnly = `CASE WHEN ${isWhole} OR ${isDecimal} THEN NULL ELSE ${as('number', field)} END`
  const way = name === 'MIN' || name === 'MAX' ? name.toLowerCase() : 'sum'
  const exact = `${way}(${partial(`${way}(${exactOnly})`)})`
  const other = `${way}(${partial(`${way}(${otherOnly})`)})`
  const exactAsDouble = `CAST(${exact} AS DOUBLE)`
  if (way !== 'sum') {
    const isBeyond = `${exactAsDouble} ${way === 'min' ? '<=' : '>='} ${other}`
    return json(`CASE WHEN ${other} IS NULL OR ${isBeyond} THEN ${exactText(exact)} ELSE ${doubleText(other)} END`)
  }
  const sum = `(coalesce(${other}, 0) + coalesce(${exactAsDouble}, 0))`
  if (name === 'SUM') return json(`CASE WHEN ${other} IS NULL THEN ${exactText(exact)} ELSE ${doubleText(sum)} END`)
  const count = `nullif(sum(${partial(`count(${double})`)}), 0)`
  return json(doubleText(`(${sum} / ${count})`))
}

const json = (sql: string): Emitted => ({ sql: `(${sql})`, type: 'json' })

/** It has digits behind the point, be they zeros. */
function exactText(sql: string): string {
  return `rtrim(rtrim(CAST(${sql} AS VARCHAR), '0'), '.')`
}

/** A whole number has no point, as in JSON; infinity is no number. */
function doubleText(sql: string): string {
  return `CASE WHEN isfinite(${sql}) THEN regexp_replace(CAST(${sql} AS VARCHAR), '[.]0$', '') END`
}
