/**
 * Watches how late a timer of this thread comes. `stop` tells, in milliseconds: `worstMs`; `p999Ms`, which one of a thousand
 * exceeds; and `worstOwnMs`, the worst when only that time counts in which this process computed. The difference is what it
 * waited for a processor that others had.
 */
export function watchTimer(intervalMs) {
  const late = []
  let worstOwnMs = 0
  let dueAt = performance.now() + intervalMs
  let cpu = process.cpuUsage()
  const timer = setInterval(() => {
    const now = performance.now()
    const { user, system } = process.cpuUsage(cpu)
    const lateMs = Math.max(0, now - dueAt)
    late.push(lateMs)
    worstOwnMs = Math.max(worstOwnMs, Math.min(lateMs, (user + system) / 1000))
    // An interval that was late runs again after a whole one.
    dueAt = performance.now() + intervalMs
    cpu = process.cpuUsage()
  }, intervalMs)
  return {
    stop() {
      clearInterval(timer)
      // What the timer was about to say.
      late.push(Math.max(0, performance.now() - dueAt))
      late.sort((left, right) => left - right)
      return { worstMs: late.at(-1), worstOwnMs, p999Ms: late[Math.ceil(0.999 * late.length) - 1] }
    },
  }
}
