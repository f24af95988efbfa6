import { documentStart } from './document-start.js'
import type { ParseXml } from './parse/parse.js'
import { readValue } from './read-value.js'
import { refuseUnknown } from './refuse-unknown.js'
import { attribute, boolean, element, integer, list, oneOf, optional, type Schema, string, struct, text, timestamp } from './schema.js'
import { readUnknown, unknownElements } from './unknown-elements.js'
import { XmlError } from './xml-error.js'

/** One document and what it reads as; without `value` it has to be refused. */
export interface XmlFixture {
  readonly name: string
  readonly schema: Schema
  readonly document: string
  readonly value?: unknown
}

/** What became of one fixture. */
export interface XmlFixtureResult {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
}

/** Reads with one parser and without the scan. */
export async function readWith(parse: ParseXml, schema: Schema, document: string, isStrict = false): Promise<unknown> {
  const start = documentStart(document)
  if (!start) throw new XmlError('The text is not an XML document.')
  const node = await parse(document.slice(start.at))
  if (isStrict) refuseUnknown(schema, node, '')
  return readValue(schema, node, '', readUnknown)
}

/** Holds a parser to the fixtures. Uses nothing of Node, so that it can be bundled for a browser. */
export async function runXmlFixtures(parse: ParseXml): Promise<XmlFixtureResult[]> {
  const results: XmlFixtureResult[] = []
  for (const fixture of xmlFixtures) {
    const wanted = 'value' in fixture ? JSON.stringify(fixture.value) : 'refused'
    const got = await readWith(parse, fixture.schema, fixture.document).then(
      (value) => JSON.stringify(value),
      (error: unknown) => (error instanceof XmlError ? 'refused' : `threw ${String(error)}`),
    )
    results.push({ name: fixture.name, ok: got === wanted, detail: got === wanted ? '' : `wanted ${wanted}, got ${got}` })
  }
  return results
}

const owner = struct({ id: element('ID'), displayName: string })
const keys = struct({ key: list(string) })
const one = struct({ key: string })
const numbers = struct({ days: optional(integer), isLatest: optional(boolean), prefix: optional(string), at: optional(timestamp) })

const listing = struct({
  name: string,
  encodingType: optional(oneOf('url')),
  prefix: string,
  marker: string,
  maxKeys: integer,
  delimiter: optional(string),
  isTruncated: boolean,
  nextMarker: optional(string),
  contents: list(
    struct({
      key: string,
      lastModified: timestamp,
      etag: element('ETag'),
      size: integer,
      owner,
      storageClass: oneOf('STANDARD', 'ARCHIVE'),
    }),
  ),
  commonPrefixes: list(struct({ prefix: string })),
})
const versions = struct({
  prefix: string,
  isTruncated: boolean,
  deleteMarkers: element('DeleteMarker', list(struct({ key: string, versionId: string, isLatest: boolean, owner: optional(owner) }))),
  versions: element('Version', list(struct({ key: string, versionId: string, etag: element('ETag'), size: integer }))),
})
const acl = struct({
  owner: struct({ id: element('ID') }),
  grants: element(
    'AccessControlList',
    list(
      struct({
        grantee: struct({ type: attribute('xsi:type'), uri: optional(element('URI')), id: optional(element('ID')) }),
        permission: oneOf('READ', 'FULL_CONTROL'),
      }),
      'Grant',
    ),
  ),
})
const deletion = struct({
  deleted: list(struct({ key: string, deleteMarker: optional(boolean), versionId: optional(string) })),
  errors: element('Error', list(struct({ key: string, code: string }))),
})
const parts = struct({
  encodingType: optional(oneOf('url')),
  key: string,
  parts: element('Part', list(struct({ partNumber: integer, lastModified: timestamp, etag: element('ETag'), size: integer }))),
  maxParts: integer,
})

const open = struct({
  status: string,
  rules: element('Rule', list(struct({ id: optional(element('ID')), unknown: unknownElements }))),
  unknown: unknownElements,
})

/** Whether a parser can be trusted with the documents of COS, and with those that only look like it. */
export const xmlFixtures: readonly XmlFixture[] = [
  {
    name: 'elements that only a newer schema knows, kept where they stand',
    schema: open,
    document: `<r xmlns:q='q'>
  <New q:kind="a&amp;b">text <![CDATA[<&]]></New>
  <Rule><ID>1</ID><Window>
    <From>1</From>
    <To/>
  </Window></Rule>
  <Status>On</Status>
  <Rule/>
  <New/>
</r>`,
    value: {
      status: 'On',
      rules: [{ id: '1', unknown: [{ name: 'Window', children: [{ name: 'From', text: '1' }, { name: 'To' }] }] }, {}],
      unknown: [{ name: 'New', attributes: { kind: 'a&b' }, text: 'text <&' }, { name: 'New' }],
    },
  },
  {
    name: 'a document that holds nothing unknown',
    schema: open,
    document: '<r><Status>On</Status><Rule><ID>1</ID></Rule></r>',
    value: { status: 'On', rules: [{ id: '1' }] },
  },
  {
    name: 'a listing with a delimiter',
    schema: listing,
    document: `<?xml version='1.0' encoding='utf-8' ?>
<ListBucketResult>
  <Name>photos-1250000000</Name>
  <EncodingType>url</EncodingType>
  <Prefix>a%20b%2F</Prefix>
  <Marker/>
  <MaxKeys>2</MaxKeys>
  <Delimiter>/</Delimiter>
  <IsTruncated>true</IsTruncated>
  <NextMarker>a%20b%2Fsub%2F</NextMarker>
  <Contents>
    <Key>a%20b%2F1.txt</Key>
    <LastModified>2024-01-02T03:04:05.000Z</LastModified>
    <ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag>
    <Size>0</Size>
    <Owner><ID>1250000000</ID><DisplayName>1250000000</DisplayName></Owner>
    <StorageClass>STANDARD</StorageClass>
  </Contents>
  <CommonPrefixes><Prefix>a%20b%2Fsub%2F</Prefix></CommonPrefixes>
</ListBucketResult>
`,
    value: {
      name: 'photos-1250000000',
      encodingType: 'url',
      prefix: 'a%20b%2F',
      marker: '',
      maxKeys: 2,
      delimiter: '/',
      isTruncated: true,
      nextMarker: 'a%20b%2Fsub%2F',
      contents: [
        {
          key: 'a%20b%2F1.txt',
          lastModified: '2024-01-02T03:04:05.000Z',
          etag: '"d41d8cd98f00b204e9800998ecf8427e"',
          size: 0,
          owner: { id: '1250000000', displayName: '1250000000' },
          storageClass: 'STANDARD',
        },
      ],
      commonPrefixes: [{ prefix: 'a%20b%2Fsub%2F' }],
    },
  },
  {
    name: 'versions and delete markers in one list',
    schema: versions,
    document: `<ListVersionsResult>
  <Name>photos-1250000000</Name><Prefix/><KeyMarker/><VersionIdMarker/>
  <MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>
  <Version><Key>k</Key><VersionId>2</VersionId><ETag>&quot;b&quot;</ETag><Size>1</Size></Version>
  <DeleteMarker>
    <Key>k</Key><VersionId>MTg0</VersionId><IsLatest>true</IsLatest>
    <Owner><ID>1250000000</ID><DisplayName>1250000000</DisplayName></Owner>
  </DeleteMarker>
  <Version><Key>k</Key><VersionId>null</VersionId><ETag>&quot;a&quot;</ETag><Size>1</Size></Version>
</ListVersionsResult>`,
    value: {
      prefix: '',
      isTruncated: false,
      deleteMarkers: [{ key: 'k', versionId: 'MTg0', isLatest: true, owner: { id: '1250000000', displayName: '1250000000' } }],
      versions: [
        { key: 'k', versionId: '2', etag: '"b"', size: 1 },
        { key: 'k', versionId: 'null', etag: '"a"', size: 1 },
      ],
    },
  },
  {
    name: 'an access control list, its types in attributes old and new',
    schema: acl,
    document: `<AccessControlPolicy>
  <Owner><ID>qcs::cam::uin/100000000001:uin/100000000001</ID><DisplayName>x</DisplayName></Owner>
  <AccessControlList>
    <Grant>
      <Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group">
        <URI>http://cam.qcloud.com/groups/global/AllUsers</URI>
      </Grantee>
      <Permission>READ</Permission>
    </Grant>
    <Grant><Grantee type='CanonicalUser'><ID>1</ID></Grantee><Permission>full_control</Permission></Grant>
  </AccessControlList>
</AccessControlPolicy>`,
    value: {
      owner: { id: 'qcs::cam::uin/100000000001:uin/100000000001' },
      grants: [
        { grantee: { type: 'Group', uri: 'http://cam.qcloud.com/groups/global/AllUsers' }, permission: 'READ' },
        { grantee: { type: 'CanonicalUser', id: '1' }, permission: 'FULL_CONTROL' },
      ],
    },
  },
  {
    name: 'the result of a deletion',
    schema: deletion,
    document: `<DeleteResult>
  <Deleted><Key>plain</Key></Deleted>
  <Deleted><Key>marked</Key><DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>MTg0</DeleteMarkerVersionId></Deleted>
  <Deleted><Key>version</Key><VersionId>MTg1</VersionId></Deleted>
  <Error><Key>busy</Key><VersionId>MTg2</VersionId><Code>PathConflict</Code><Message>Path conflict.</Message></Error>
</DeleteResult>`,
    value: {
      deleted: [{ key: 'plain' }, { key: 'marked', deleteMarker: true }, { key: 'version', versionId: 'MTg1' }],
      errors: [{ key: 'busy', code: 'PathConflict' }],
    },
  },
  {
    name: 'parts, with an empty word',
    schema: parts,
    document: `<ListPartsResult>
  <Bucket>photos-1250000000</Bucket>
  <EncodingType/>
  <Key>big.bin</Key>
  <Part>
    <PartNumber>1</PartNumber><LastModified>2024-01-02T03:04:05Z</LastModified>
    <ETag>&quot;b6d81b360a5672d80c27430f39153e2c&quot;</ETag><Size>1048576</Size>
  </Part>
  <StorageClass>STANDARD</StorageClass><MaxParts>1000</MaxParts><IsTruncated>false</IsTruncated>
</ListPartsResult>`,
    value: {
      key: 'big.bin',
      parts: [{ partNumber: 1, lastModified: '2024-01-02T03:04:05.000Z', etag: '"b6d81b360a5672d80c27430f39153e2c"', size: 1048576 }],
      maxParts: 1000,
    },
  },
  { name: 'numeric references', schema: one, document: '<r><Key>&#38;&#x4E2D;&#x1F600;&#128512;</Key></r>', value: { key: '&中😀😀' } },
  { name: 'named entities', schema: one, document: '<r><Key>&amp;lt;&lt;&gt;&quot;&apos;</Key></r>', value: { key: '&lt;<>"\'' } },
  { name: 'an unknown entity', schema: one, document: '<r><Key>&nbsp;</Key></r>' },
  { name: 'an entity named as a method', schema: one, document: '<r><Key>&toString;</Key></r>' },
  { name: 'a bare ampersand', schema: one, document: '<r><Key>a & b</Key></r>' },
  { name: 'a reference to half a character', schema: one, document: '<r><Key>&#xD83D;</Key></r>' },
  { name: 'a reference beyond Unicode', schema: one, document: '<r><Key>&#x110000;</Key></r>' },
  {
    name: 'carriage returns and line feeds, plain and by reference',
    schema: one,
    document: '<r>\r\n<Key>a\r\nb\rc\nd&#13;&#10;&#xD;&#xA;</Key>\r\n</r>\r\n',
    value: { key: 'a\r\nb\rc\nd\r\n\r\n' },
  },
  {
    name: 'control characters, plain and by reference',
    schema: one,
    document: '<r><Key>a\x01b&#x2;c&#31;\x7f</Key></r>',
    value: { key: 'a\x01b\x02c\x1f\x7f' },
  },
  {
    name: 'characters close to those that stand for others',
    schema: one,
    document: '<r><Key>\uf8ff0001&#xf8ff;0001\ue000\ufffd&#xfffe;</Key></r>',
    value: { key: '\uf8ff0001\uf8ff0001\ue000\ufffd\ufffe' },
  },
  {
    name: 'leading zeros and spaces',
    schema: keys,
    document: '<r><Key>007</Key><Key> a </Key><Key>\t\n</Key><Key>1e3</Key><Key>true</Key></r>',
    value: { key: ['007', ' a ', '\t\n', '1e3', 'true'] },
  },
  { name: 'one element where there is a list', schema: keys, document: '<r><Key>a</Key></r>', value: { key: ['a'] } },
  { name: 'no element where there is a list', schema: keys, document: '<r/>', value: { key: [] } },
  {
    name: 'empty elements',
    schema: numbers,
    document: '<r><Days/><IsLatest></IsLatest><Prefix/><At> </At></r>',
    value: { prefix: '' },
  },
  { name: 'an empty text element', schema: keys, document: '<r><Key/><Key></Key></r>', value: { key: ['', ''] } },
  { name: 'spaces around a number', schema: numbers, document: '<r><Days> 12\n</Days></r>', value: { days: 12 } },
  {
    name: 'text beside elements',
    schema: struct({ word: text(string), key: optional(string) }),
    document: '<r>a<Key>k</Key>b</r>',
    value: { word: 'ab', key: 'k' },
  },
  {
    name: 'elements named as properties of objects',
    schema: one,
    document: '<r><__proto__>1</__proto__><constructor><toString/></constructor><Key>a</Key></r>',
    value: { key: 'a' },
  },
  {
    name: 'attributes named as properties of objects',
    schema: one,
    document: '<r __proto__="1" constructor="2" toString="3"><Key>a</Key></r>',
    value: { key: 'a' },
  },
  {
    name: 'a root in a namespace',
    schema: one,
    document: '<r xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Key>a</Key></r>',
    value: { key: 'a' },
  },
  { name: 'elements with a prefix', schema: one, document: '<c:r xmlns:c="urn:c"><c:Key>a</c:Key></c:r>', value: { key: 'a' } },
  {
    name: 'comments and CDATA',
    schema: one,
    document: '<r><!-- <Key>no</Key> --><Key>a<!-- b -->c<![CDATA[<&amp;>]]></Key></r>',
    value: { key: 'ac<&amp;>' },
  },
  { name: 'a processing instruction', schema: one, document: '<r><?go on?><Key>a</Key></r>', value: { key: 'a' } },
  { name: 'a comment ahead of the root', schema: one, document: '<!-- <r> --><r><Key>a</Key></r>', value: { key: 'a' } },
  { name: 'a comment behind the root', schema: one, document: '<r><Key>a</Key></r><!-- end -->', value: { key: 'a' } },
  {
    name: 'white space and a byte order mark ahead of the declaration',
    schema: one,
    document: '\ufeff \r\n \n<?xml version="1.0"?><r><Key>a</Key></r>',
    value: { key: 'a' },
  },
  { name: 'a > in text', schema: one, document: '<r><Key>a>b</Key></r>', value: { key: 'a>b' } },
  { name: 'a > in an attribute', schema: one, document: '<r a="x>y"><Key>a</Key></r>', value: { key: 'a' } },
  { name: 'space in tags', schema: one, document: '<r ><Key\n>a</Key ></r\t>', value: { key: 'a' } },
  { name: 'no text at all', schema: keys, document: '' },
  { name: 'white space only', schema: keys, document: ' \n' },
  { name: 'plain text', schema: keys, document: 'Service Unavailable' },
  { name: 'a document cut behind an element', schema: keys, document: '<r><Key>1</Key>' },
  { name: 'a document cut inside text', schema: keys, document: '<r><Key>1</Key><Key>2' },
  { name: 'a document cut inside a tag', schema: keys, document: '<r><Key>1</Key></r' },
  { name: 'a document cut inside an attribute', schema: keys, document: '<r a="' },
  { name: 'crossed tags', schema: keys, document: '<r><Key>1</r></Key>' },
  { name: 'a wrong end tag', schema: keys, document: '<r><Key>1</Kez></r>' },
  { name: 'an end tag too many', schema: keys, document: '<r><Key>1</Key></r></r>' },
  { name: 'text behind the root', schema: keys, document: '<r/>x' },
  { name: 'a second root', schema: keys, document: '<r/><r/>' },
  { name: 'a document type', schema: keys, document: '<!DOCTYPE r [<!ENTITY a "b">]><r><Key>&a;</Key></r>' },
  { name: 'a document type within', schema: keys, document: '<r><!DOCTYPE r><Key>1</Key></r>' },
  { name: 'an attribute without a value', schema: keys, document: '<r a><Key>1</Key></r>' },
  { name: 'an attribute twice', schema: keys, document: '<r a="1" a="2"><Key>1</Key></r>' },
  { name: 'no number where one must be', schema: struct({ size: integer }), document: '<r><Size>ten</Size></r>' },
  { name: 'a required member missing', schema: one, document: '<r><Keys>a</Keys></r>' },
  {
    name: 'elements as deep as allowed',
    schema: one,
    document: `<r>${'<a>'.repeat(63)}${'</a>'.repeat(63)}<Key>a</Key></r>`,
    value: { key: 'a' },
  },
  { name: 'elements too deep', schema: one, document: `<r>${'<a>'.repeat(64)}${'</a>'.repeat(64)}<Key>a</Key></r>` },
  { name: 'elements much too deep', schema: one, document: `<r>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}<Key>a</Key></r>` },
]
