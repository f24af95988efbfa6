import os from 'node:os'

/** The machine in a line. */
export function machine() {
  const cpus = os.cpus()
  return `${cpus.length} x ${cpus[0].model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release().split('-')[0]}, Node ${process.version.slice(1)}`
}
