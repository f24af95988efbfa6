import { humanSize } from './size.js'

/** What a progress bar shows. */
export interface BarState {
  readonly label: string
  readonly doneBytes: number
  /** Absent when nobody knows. */
  readonly totalBytes: number | undefined
  readonly elapsedMs: number
  /** Width of the terminal. */
  readonly columns: number
}

const meterWidth = 24

/** One line: name, bar, bytes, rate, and the time that is left. */
export function barText({ label, doneBytes, totalBytes, elapsedMs, columns }: BarState): string {
  const rate = elapsedMs > 0 ? (doneBytes / elapsedMs) * 1000 : 0
  const figures = [humanSize(doneBytes), `${humanSize(Math.round(rate))}/s`]
  if (totalBytes !== undefined) {
    figures[0] += ` of ${humanSize(totalBytes)}`
    figures.push(rate > 0 && doneBytes < totalBytes ? `${duration((totalBytes - doneBytes) / rate)} left` : duration(elapsedMs / 1000))
  }
  const tail = `${meter(doneBytes, totalBytes)}${figures.join('  ')}`
  const room = Math.max(0, columns - tail.length - 2)
  return `${label.length > room ? `…${room > 1 ? label.slice(1 - room) : ''}`.slice(0, room) : label}  ${tail}`.slice(0, columns)
}

function meter(doneBytes: number, totalBytes: number | undefined): string {
  if (totalBytes === undefined) return ''
  const share = totalBytes === 0 ? 1 : Math.min(1, doneBytes / totalBytes)
  const full = Math.round(share * meterWidth)
  return `[${'#'.repeat(full)}${'-'.repeat(meterWidth - full)}] ${String(Math.floor(share * 100)).padStart(3)}%  `
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  const pad = (value: number) => String(value).padStart(2, '0')
  if (whole >= 3600) return `${Math.floor(whole / 3600)}:${pad(Math.floor((whole % 3600) / 60))}:${pad(whole % 60)}`
  return `${Math.floor(whole / 60)}:${pad(whole % 60)}`
}
