/** What a page imports, and what it may cost. */
export interface Use {
  readonly name: string
  /** The module a user would write. */
  readonly code: string
  /** Most bytes, minified and compressed by gzip: what was measured and a twentieth, so that growth is a decision. */
  readonly gzipBudgetBytes: number
  /** Where it should get to. */
  readonly gzipGoalBytes: number
  /** A page without a part of it, where that part has a budget of its own. */
  readonly added?: { readonly to: string; readonly gzipBudgetBytes: number; readonly gzipGoalBytes: number }
}

const putAndGet = "export { CosClient, GetObjectCommand, PutObjectCommand } from '@cos/core'"
const uploading = "export { CosClient } from '@cos/core'\nexport { upload } from '@cos/transfer'"

/** Budgets, worded as the import a user types. */
export const uses: readonly Use[] = [
  { name: 'sign', code: "export { sign } from '@cos/signer'", gzipBudgetBytes: 2_100, gzipGoalBytes: 2_000 },
  {
    name: 'CosClient + PutObjectCommand',
    code: "export { CosClient, PutObjectCommand } from '@cos/core'",
    gzipBudgetBytes: 9_850,
    gzipGoalBytes: 6_000,
  },
  {
    name: 'CosClient + ListObjectsCommand',
    code: "export { CosClient, ListObjectsCommand } from '@cos/core'",
    gzipBudgetBytes: 10_850,
    gzipGoalBytes: 7_000,
  },
  {
    name: 'CosClient + upload',
    code: uploading,
    gzipBudgetBytes: 18_200,
    gzipGoalBytes: 11_000,
  },
  {
    name: 'upload + encryption',
    code: "export { CosClient } from '@cos/core'\nexport { upload } from '@cos/transfer'\nexport { aesKey, encryption } from '@cos/crypto'",
    gzipBudgetBytes: 28_400,
    gzipGoalBytes: 15_000,
  },
  {
    name: 'encryption to put and get',
    code: `${putAndGet}\nimport { aesKey, encryptedReads, encryptedWrites, encryptionOf } from '@cos/crypto'\nexport const extension = (key) => encryptionOf([encryptedReads, encryptedWrites], { keys: aesKey({ key }) })`,
    gzipBudgetBytes: 17_100,
    gzipGoalBytes: 11_000,
    added: { to: putAndGet, gzipBudgetBytes: 4_100, gzipGoalBytes: 4_000 },
  },
  {
    name: 'encryption to upload in parts',
    code: `${uploading}\nimport { aesKey, encryptedUploads, encryptedWrites, encryptionOf } from '@cos/crypto'\nexport const extension = (key) => encryptionOf([encryptedUploads, encryptedWrites], { keys: aesKey({ key }) })`,
    gzipBudgetBytes: 25_200,
    gzipGoalBytes: 15_000,
    added: { to: uploading, gzipBudgetBytes: 7_150, gzipGoalBytes: 4_000 },
  },
]

/** What commands may cost beside a client, gzip. */
export const commandBudgets = {
  /** Each further command on top of a page that has a few: most bytes, and where it should get to. Shapes of its own weigh most. */
  furtherBytes: 980,
  furtherGoalBytes: 400,
  /** Commands that bring more than declarations: the reader of event streams. */
  furtherExceptions: { SelectObjectContentCommand: 1_900 } as Readonly<Record<string, number>>,
  /** Beside all other commands: the reader of event streams, the writer of forms. */
  aloneExceptions: { SelectObjectContentCommand: 1_900, PostObjectCommand: 480 } as Readonly<Record<string, number>>,
  /** A client with every command. */
  allBytes: 30_000,
} as const
