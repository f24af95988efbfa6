import os from 'node:os'

/** The machine in a line, and how much else it is doing. */
export function machine() {
  const cpus = os.cpus()
  return `${cpus.length} x ${cpus[0].model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release().split('-')[0]}, Node ${process.version.slice(1)}; load ${os.loadavg()[0].toFixed(1)} before the start`
}
