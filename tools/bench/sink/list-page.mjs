// Pages of a listing of keys that exist only as numbers: every page is one template with the digits of its keys filled in.

const keysPerPage = 1000
const digits = 7
const hole = '#'.repeat(digits)

const keyForms = {
  plain: `holiday 2026/IMG_${hole} &amp; more.jpg`,
  url: `holiday%202026%2FIMG_${hole}%20%26%20more.jpg`,
}

/** Makes the function that answers a listing of `keyCount` keys. */
export function createListing(keyCount) {
  const templates = { plain: createTemplate(keyForms.plain), url: createTemplate(keyForms.url) }

  return (query) => {
    const isUrl = query.get('encoding-type') === 'url'
    const isVersion2 = query.get('list-type') === '2'
    const after = query.get('continuation-token') || query.get('start-after') || query.get('marker') || query.get('key-marker')
    const first = after ? Number(/IMG_(\d+)/.exec(after)[1]) + 1 : 0
    const isTruncated = first + keysPerPage < keyCount
    const last = keyOf(first + keysPerPage - 1, 'plain')
    const lastEncoded = keyOf(first + keysPerPage - 1, 'url')
    const next = isUrl ? lastEncoded : last
    const head = [
      '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult><Name>bench-1250000000</Name><Prefix></Prefix>',
      isUrl ? '<EncodingType>url</EncodingType>' : '',
      `<MaxKeys>${keysPerPage}</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>`,
      isVersion2 ? `<KeyCount>${keysPerPage}</KeyCount>` : '<Marker></Marker>',
      !isTruncated ? '' : isVersion2 ? `<NextContinuationToken>${lastEncoded}</NextContinuationToken>` : `<NextMarker>${next}</NextMarker>`,
    ].join('')
    return [Buffer.from(head), fill(isUrl ? templates.url : templates.plain, first), Buffer.from('</ListBucketResult>')]
  }
}

function keyOf(number, form) {
  return keyForms[form].replace(hole, String(number).padStart(digits, '0'))
}

function createTemplate(key) {
  const entries = Array.from({ length: keysPerPage }, (_, index) => {
    const etag = (index * 2_654_435_761).toString(16).padStart(32, '7')
    return (
      `<Contents><Key>${key}</Key><LastModified>2026-11-0${1 + (index % 9)}T09:43:${10 + (index % 50)}.000Z</LastModified>` +
      `<ETag>&quot;${etag}&quot;</ETag><Size>${1000 + index * 37}</Size><Owner><ID>1250000000</ID><DisplayName>1250000000</DisplayName></Owner>` +
      '<StorageClass>STANDARD</StorageClass></Contents>'
    )
  })
  const bytes = Buffer.from(entries.join(''))
  const offsets = []
  for (let at = bytes.indexOf(hole); at >= 0; at = bytes.indexOf(hole, at + digits)) offsets.push(at)
  return { bytes, offsets }
}

function fill({ bytes, offsets }, first) {
  const page = Buffer.from(bytes)
  for (let index = 0; index < offsets.length; index++) {
    let number = first + index
    for (let digit = digits - 1; digit >= 0; digit--) {
      page[offsets[index] + digit] = 48 + (number % 10)
      number = Math.floor(number / 10)
    }
  }
  return page
}

/**
 * Lists keys that a prefix asks for: `many-<count>-<bytes>/` has so many objects of that size, a thousand in a folder, all
 * written in the far future, so that every file is older.
 */
export function manyListing(query) {
  const [prefix, count, sizeBytes] = /^many-(\d+)-(\d+)\//.exec(query.get('prefix'))
  const marker = query.get('marker')
  const first = marker ? Number(/f(\d+)$/.exec(marker)[1]) + 1 : 0
  const end = Math.min(first + keysPerPage, Number(count))
  const isTruncated = end < Number(count)
  const entries = Array.from({ length: end - first }, (_, index) => entryOf(prefix + manyName(first + index), sizeBytes))
  const next = isTruncated ? `<NextMarker>${prefix}${manyName(end - 1)}</NextMarker>` : ''
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult><Name>bench-1250000000</Name><Prefix>${prefix}</Prefix><EncodingType>url</EncodingType><MaxKeys>${keysPerPage}</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>${next}`
  return [Buffer.from(`${head}${entries.join('')}</ListBucketResult>`)]
}

/** The name of one of many objects, and of the file that is the same. */
export function manyName(number) {
  return `d${String(Math.floor(number / 1000)).padStart(5, '0')}/f${String(number).padStart(8, '0')}`
}

function entryOf(key, sizeBytes) {
  const owner = '<Owner><ID>1250000000</ID><DisplayName>1250000000</DisplayName></Owner>'
  return `<Contents><Key>${key}</Key><LastModified>2096-11-01T09:43:10.000Z</LastModified><ETag>&quot;0123456789abcdef0123456789abcdef&quot;</ETag><Size>${sizeBytes}</Size>${owner}<StorageClass>STANDARD</StorageClass></Contents>`
}
