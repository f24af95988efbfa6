/** The time since `start` (from `performance.now()`), written as seconds: "3.2 s". */
export function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}
