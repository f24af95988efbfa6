/** A Markdown table whose columns also line up in a terminal; all but the first are set to the right. */
export function table(columns, rows) {
  const cells = [columns, ...rows].map((row) => row.map((cell) => String(cell ?? '')))
  const widths = columns.map((_, index) => Math.max(3, ...cells.map((row) => row[index].length)))
  const line = (row) =>
    `| ${row.map((cell, index) => (index === 0 ? cell.padEnd(widths[index]) : cell.padStart(widths[index]))).join(' | ')} |`
  const rule = `| ${widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join('\n')
}

/** A number with three digits that mean something. */
export function figure(value) {
  if (value === undefined || Number.isNaN(value)) return '–'
  if (value >= 1000) return Math.round(value).toLocaleString('en-US')
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toFixed(3)
}

/** How far repeated measurements were apart, as `±` percent. */
export function percent(share) {
  return share === undefined || Number.isNaN(share) ? '–' : `${Math.round(100 * share)}%`
}
