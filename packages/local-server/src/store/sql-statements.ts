import type { Database, Statement } from './database.js'
import { headColumns, partColumns } from './row-codec.js'

const olderColumns = headColumns.replace('micros', '-age')
const contents = 'is_null, kind, size, etag, crc64, modified, attributes, segments, content'
const bucketColumns = 'id, name, owner, region, created, attributes'
const uploadColumns = 'key, id, initiated, attributes'

const texts = {
  bucket: `SELECT ${bucketColumns} FROM buckets WHERE name = ?`,
  buckets: `SELECT ${bucketColumns} FROM buckets WHERE name >= ? ORDER BY name LIMIT ?`,
  bucketsOf: `SELECT ${bucketColumns} FROM buckets WHERE owner = ? AND name >= ? ORDER BY name LIMIT ?`,
  addBucket: 'INSERT INTO buckets (name, owner, region, created, attributes) VALUES (?, ?, ?, ?, ?)',
  changeBucket: 'UPDATE buckets SET attributes = ? WHERE id = ?',
  removeBucket: 'DELETE FROM buckets WHERE id = ?',
  anyObject: 'SELECT 1 FROM newest WHERE bucket = ? LIMIT 1',
  anyUpload: 'SELECT 1 FROM uploads WHERE bucket = ? LIMIT 1',

  configuration: 'SELECT document FROM configurations WHERE bucket = ? AND name = ?',
  configurations: 'SELECT name, document FROM configurations WHERE bucket = ? ORDER BY id',
  putConfiguration: `INSERT INTO configurations (bucket, name, document) VALUES (?, ?, ?)
    ON CONFLICT (bucket, name) DO UPDATE SET document = excluded.document`,
  removeConfiguration: 'DELETE FROM configurations WHERE bucket = ? AND name = ?',
  removeConfigurations: 'DELETE FROM configurations WHERE bucket = ?',

  newest: `SELECT ${headColumns}, segments FROM newest WHERE bucket = ? AND key = ?`,
  newestContent: `SELECT ${headColumns}, segments, content FROM newest WHERE bucket = ? AND key = ?`,
  older: `SELECT ${olderColumns}, segments, content FROM older WHERE bucket = ? AND key = ? AND age = ?`,
  olderNull: `SELECT ${olderColumns}, segments, content FROM older WHERE bucket = ? AND key = ? AND is_null = 1`,
  putNewest: 'INSERT OR REPLACE INTO newest VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  changeNewest: 'UPDATE newest SET attributes = ? WHERE bucket = ? AND key = ? AND micros = ?',
  changeOlder: 'UPDATE older SET attributes = ? WHERE bucket = ? AND key = ? AND age = ?',
  demoteNewest: `INSERT INTO older SELECT bucket, key, -micros, ${contents} FROM newest WHERE bucket = ? AND key = ?`,
  removeNewest: 'DELETE FROM newest WHERE bucket = ? AND key = ?',
  ageOfNext: 'SELECT age FROM older WHERE bucket = ? AND key = ? ORDER BY age LIMIT 1',
  promoteOlder: `INSERT INTO newest SELECT bucket, key, -age, ${contents} FROM older WHERE bucket = ? AND key = ? AND age = ?`,
  removeOlder: 'DELETE FROM older WHERE bucket = ? AND key = ? AND age = ?',
  scanNewest: `SELECT ${headColumns} FROM newest WHERE bucket = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?`,
  scanOlderOfKey: `SELECT ${olderColumns} FROM older WHERE bucket = ? AND key = ? AND age > ? ORDER BY age LIMIT ?`,
  scanOlder: `SELECT ${olderColumns} FROM older WHERE bucket = ? AND key > ? AND key <= ? ORDER BY key, age LIMIT ?`,

  upload: `SELECT ${uploadColumns} FROM uploads WHERE bucket = ? AND key = ? AND id = ?`,
  addUpload: 'INSERT INTO uploads VALUES (?, ?, ?, ?, ?)',
  removeUpload: 'DELETE FROM uploads WHERE bucket = ? AND key = ? AND id = ?',
  scanUploadsOfKey: `SELECT ${uploadColumns} FROM uploads WHERE bucket = ? AND key = ? AND id > ? ORDER BY id LIMIT ?`,
  scanUploads: `SELECT ${uploadColumns} FROM uploads WHERE bucket = ? AND key > ? AND key < ? ORDER BY key, id LIMIT ?`,
  part: `SELECT ${partColumns} FROM parts WHERE upload = ? AND number = ?`,
  parts: `SELECT ${partColumns} FROM parts WHERE upload = ? AND number > ? ORDER BY number LIMIT ?`,
  putPart: 'INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  removeParts: 'DELETE FROM parts WHERE upload = ?',

  useBlob: 'INSERT INTO blobs VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET uses = uses + 1',
  blobUses: 'SELECT uses FROM blobs WHERE id = ?',
  dropUse: 'UPDATE blobs SET uses = uses - 1 WHERE id = ?',
  removeBlob: 'DELETE FROM blobs WHERE id = ?',
  addGarbage: 'INSERT OR IGNORE INTO garbage VALUES (?)',
  forgetGarbage: 'DELETE FROM garbage WHERE id = ?',
}

/** The statements of the ledger, by what they do. */
export type SqlStatements = { readonly [Name in keyof typeof texts]: Statement }

/** Prepares the statements of the ledger, each when it is first used: opening a store stays quick. */
export function sqlStatements(database: Database): SqlStatements {
  const statements = {} as { [Name in keyof typeof texts]: Statement }
  for (const name of Object.keys(texts) as (keyof typeof texts)[]) {
    Object.defineProperty(statements, name, {
      configurable: true,
      get() {
        const value = database.prepare(texts[name])
        Object.defineProperty(statements, name, { value })
        return value
      },
    })
  }
  return statements
}
