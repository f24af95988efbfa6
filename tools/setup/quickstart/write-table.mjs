/** Draws rows of `{ step, objects, bytes, seconds }` as aligned text. */
export function writeTable(rows) {
  const cells = rows.map(({ step, objects, bytes, seconds }) => [
    step,
    String(objects),
    bytes.toLocaleString('en-US'),
    seconds.toFixed(2),
    // A rate over a few bytes says nothing.
    bytes < 1e6 ? '' : (bytes / 1e6 / seconds).toFixed(1),
  ])
  const table = [['step', 'objects', 'bytes', 'seconds', 'MB/s'], ...cells]
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  const line = (row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('  ')
      .trimEnd()
  return [line(table[0]), widths.map((width) => '─'.repeat(width)).join('  '), ...table.slice(1).map(line)].join('\n')
}
