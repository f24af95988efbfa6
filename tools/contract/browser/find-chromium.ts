import { existsSync } from 'node:fs'
import path from 'node:path'

/** The browser of this machine: `$CHROMIUM`, or what is installed under its usual names. */
export function findChromium(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(path.delimiter)]
  const candidates = [process.env['CHROMIUM'] ?? '', ...names.flatMap((name) => folders.map((folder) => path.join(folder, name)))]
  const found = candidates.find((candidate) => candidate !== '' && existsSync(candidate))
  if (!found) throw new Error('There is no Chromium here. Install it (apt-get install chromium) or name it in $CHROMIUM.')
  return found
}
