import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const version = '1.9.44'
const folder = fileURLToPath(new URL('../.cache/python', import.meta.url))
const interpreter = `${folder}/bin/python`
const run = promisify(execFile)
const isThere = () =>
  run(interpreter, ['-c', 'import qcloud_cos']).then(
    () => true,
    () => false,
  )

/** The name and version of the official SDK for Python. */
export const pythonSdk = `cos-python-sdk-v5 ${version}`

/** Installs the official SDK for Python into a virtual environment, and returns its interpreter; nothing where that cannot be done. */
export async function loadPython(log) {
  try {
    if (await isThere()) return interpreter
    log('installing the official SDK for Python (pip install in tools/bench/.cache/python)')
    await mkdir(fileURLToPath(new URL('../.cache/', import.meta.url)), { recursive: true })
    await run('python3', ['-m', 'venv', folder])
    await run(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `cos-python-sdk-v5==${version}`])
    return interpreter
  } catch (error) {
    log(`without the official SDK for Python: ${error.message.split('\n')[0]}`)
    return undefined
  }
}
