import { dayMs } from '../day.js'
import type { InventorySchedule } from './inventory.js'

/** COS counts days in UTC+8 [?]. */
const zoneMs = 8 * 3_600_000
const longestMonthDays = 31

/** A day as eight digits, such as `20260102`. */
export function dayOf(nowMs: number): string {
  return new Date(nowMs + zoneMs).toISOString().slice(0, 10).replaceAll('-', '')
}

/** The last day up to now that a schedule names and that is not before the inventory was made; undefined when there was none yet. */
export function dueDay({ frequency, monthlyDate = 1 }: InventorySchedule, madeAtMs: number, nowMs: number): string | undefined {
  const madeOn = dayOf(madeAtMs)
  for (let back = 0; back <= longestMonthDays; back += 1) {
    const atMs = nowMs - back * dayMs
    if (dayOf(atMs) < madeOn) return undefined
    const date = new Date(atMs + zoneMs)
    // That weekly reports are made on Sundays is not confirmed by two sources [?].
    const isDay = frequency === 'Daily' || (frequency === 'Weekly' ? date.getUTCDay() === 0 : date.getUTCDate() === monthlyDate)
    if (isDay) return dayOf(atMs)
  }
  return undefined
}
