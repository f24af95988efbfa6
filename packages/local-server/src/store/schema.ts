/** Version of the folder's format, kept in the database as `user_version`. */
export const formatVersion = 1

/** Marks the database as one of ours: `COSl` in ASCII, kept as `application_id`. */
export const applicationId = 0x434f536c

/**
 * Keys are blobs, so that the database orders them by bytes. Newest and older versions stand apart, so that listing objects
 * never passes over old versions. Inline content is the last column: rows are scanned without reading it.
 */
export const schema = `
  CREATE TABLE buckets (
    id INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE, owner TEXT NOT NULL, region TEXT NOT NULL,
    created INTEGER NOT NULL, attributes TEXT NOT NULL
  );
  CREATE INDEX buckets_by_owner ON buckets (owner, name);
  CREATE TABLE configurations (
    id INTEGER PRIMARY KEY, bucket INTEGER NOT NULL, name TEXT NOT NULL, document TEXT NOT NULL, UNIQUE (bucket, name)
  );
  CREATE TABLE newest (
    bucket INTEGER, key BLOB, micros INTEGER NOT NULL, is_null INTEGER NOT NULL, kind TEXT NOT NULL, size INTEGER NOT NULL,
    etag TEXT NOT NULL, crc64 TEXT NOT NULL, modified INTEGER NOT NULL, attributes TEXT NOT NULL, segments TEXT, content BLOB,
    PRIMARY KEY (bucket, key)
  ) WITHOUT ROWID;
  CREATE TABLE older (
    bucket INTEGER, key BLOB, age INTEGER, is_null INTEGER NOT NULL, kind TEXT NOT NULL, size INTEGER NOT NULL,
    etag TEXT NOT NULL, crc64 TEXT NOT NULL, modified INTEGER NOT NULL, attributes TEXT NOT NULL, segments TEXT, content BLOB,
    PRIMARY KEY (bucket, key, age)
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX older_null ON older (bucket, key) WHERE is_null = 1;
  CREATE TABLE uploads (
    bucket INTEGER, key BLOB, id TEXT, initiated INTEGER NOT NULL, attributes TEXT NOT NULL, PRIMARY KEY (bucket, key, id)
  ) WITHOUT ROWID;
  CREATE TABLE parts (
    upload TEXT, number INTEGER, size INTEGER NOT NULL, etag TEXT NOT NULL, crc64 TEXT NOT NULL, modified INTEGER NOT NULL,
    segments TEXT, content BLOB, PRIMARY KEY (upload, number)
  ) WITHOUT ROWID;
  CREATE TABLE blobs (id INTEGER PRIMARY KEY, uses INTEGER NOT NULL);
  CREATE TABLE garbage (id INTEGER PRIMARY KEY);
`
