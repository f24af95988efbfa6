import { Fault } from '../fault.js'

type DuckDb = typeof import('@duckdb/node-api')

/** Loads the engine at the first query: nothing else needs it, and it need not be installed. */
export async function loadDuckDb(load: () => Promise<DuckDb> = () => import('@duckdb/node-api')): Promise<DuckDb> {
  try {
    return await load()
  } catch (error) {
    // The second code is that of its binary for this machine.
    const isAbsent = /^(ERR_)?MODULE_NOT_FOUND$/.test((error as { readonly code?: string }).code ?? '')
    if (!isAbsent) throw error
    throw new Fault('NotImplemented', { message: 'Queries need the package @duckdb/node-api: npm install @duckdb/node-api' })
  }
}
