import { runCase } from './run-case.mjs'

/**
 * Lets each contestant work once per round, in an order that turns from round to round, so that a disturbance of the machine
 * hits them alike. No round begins once `budgetSeconds` have passed, but there is always one. Returns for each contestant
 * the median of every figure, the spread of its CPU time, and what each round gave.
 */
export async function inRounds({ work, contestants, rounds, budgetSeconds = 75, parameters, log, run = runCase, after = async () => {} }) {
  const results = new Map(contestants.map((contestant) => [contestant, []]))
  const deadline = performance.now() + 1000 * budgetSeconds
  for (let round = 0; round < rounds && (round === 0 || performance.now() < deadline); round++) {
    const turned = contestants.map((_, index) => contestants[(index + round) % contestants.length])
    for (const contestant of turned) {
      log(`${work}, round ${round + 1} of ${rounds}: ${contestant.label}`)
      results.get(contestant).push(await run(contestant, work, parameters(contestant)))
      await after(contestant, round)
    }
  }
  return contestants.map((contestant) => ({ contestant, runs: results.get(contestant), ...summary(results.get(contestant)) }))
}

/** What only some works tell: how late a timer was, and the share of the page in what a browser took. */
const furtherFigures = ['worstMs', 'worstOwnMs', 'p999Ms', 'rendererSeconds']

function summary(results) {
  const figures = {}
  for (const name of ['cpuSeconds', 'wallSeconds', 'maxRssMiB', 'count', ...furtherFigures])
    figures[name] = median(results.map((result) => result[name]))
  const cpu = results.map((result) => result.cpuSeconds)
  return { ...figures, sample: results[0].sample, spread: (Math.max(...cpu) - Math.min(...cpu)) / 2 / figures.cpuSeconds }
}

/**
 * Makes a function that tells how many times the CPU of another contestant one takes for the same: the median of the ratios
 * within each round, because what is measured at the same time was disturbed alike.
 */
export function cpuRatios(results) {
  const costs = (wanted) => results.find(({ contestant }) => contestant === wanted)?.runs.map(({ cpuSeconds, count }) => cpuSeconds / count)
  return (contestant, other) => {
    const [these, those] = [costs(contestant), costs(other)]
    return these && those ? median(these.map((cost, round) => cost / those[round])) : Number.NaN
  }
}

/** How often everybody had a turn, in words. */
export function roundsOf(results) {
  const { length } = results[0].runs
  return length === 1 ? 'One round.' : `${length} rounds.`
}

/** The middle one of some numbers, or the mean of the middle two. */
export function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2
}
