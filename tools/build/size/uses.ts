/** What a page imports, and what it may cost. */
export interface Use {
  readonly name: string
  /** The module a user would write. */
  readonly code: string
  /** Most bytes, minified and compressed by gzip. */
  readonly gzipBudgetBytes: number
}

/** Budgets, worded as the import a user types. */
export const uses: readonly Use[] = [
  { name: 'sign', code: "export { sign } from '@cos/signer'", gzipBudgetBytes: 2_000 },
  { name: 'CosClient + PutObjectCommand', code: "export { CosClient, PutObjectCommand } from '@cos/core'", gzipBudgetBytes: 6_000 },
  { name: 'CosClient + ListObjectsCommand', code: "export { CosClient, ListObjectsCommand } from '@cos/core'", gzipBudgetBytes: 7_000 },
  {
    name: 'CosClient + upload',
    code: "export { CosClient } from '@cos/core'\nexport { upload } from '@cos/transfer'",
    gzipBudgetBytes: 11_000,
  },
]
