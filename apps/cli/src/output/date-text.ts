/** A date for people, in UTC: `2026-11-22 01:02:03`. */
export function dateText(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ')
}
