import { expect, test } from 'vitest'
import { readTexts } from './read-texts.js'
import { readTexts as readTextsInPage } from './read-texts-page.js'
import { element, optional, string, struct } from './schema.js'

const schema = struct({ location: optional(string), key: string, etag: element('ETag', string, ['etag']) })

const documents: [what: string, document: string, value?: object][] = [
  ['texts', '<r><Location>a.b/c</Location><Key> a </Key><ETag>"e"</ETag></r>', { location: 'a.b/c', key: ' a ', etag: '"e"' }],
  ['a declaration and spaces', '\n<?xml version="1.0"?>\n<r>\n <Key>k</Key>\n <etag>e</etag>\n</r>\n', { key: 'k', etag: 'e' }],
  ['entities', '<r><Key>&lt;&#38;&#x1;</Key><ETag>&quot;e&quot;</ETag></r>', { key: '<&\u0001', etag: '"e"' }],
  ['empty elements', '<r><Location/><Key></Key><ETag>e</ETag></r>', { location: '', key: '', etag: 'e' }],
  ['an element twice', '<r><Key>a</Key><Key>b</Key><ETag>e</ETag></r>', { key: 'b', etag: 'e' }],
  ['elements within others', '<r><Other><Key>inner</Key></Other><Key>k</Key><ETag>e</ETag></r>', { key: 'k', etag: 'e' }],
  ['comments and CDATA', '<r><!-- x --><Key><![CDATA[<k>]]></Key><ETag>e</ETag></r>', { key: '<k>', etag: 'e' }],
  ['attributes', '<r xmlns="http://a/b"><Key a="1/2">k</Key><ETag >e</ETag ></r >', { key: 'k', etag: 'e' }],
  ['an element that was cut', '<r><Key>k</Key><ETag>e</r>'],
  ['names of every object', '<r><__proto__>x</__proto__><toString>x</toString><Key>k</Key><ETag>e</ETag></r>', { key: 'k', etag: 'e' }],
  ['a missing element', '<r><Key>k</Key></r>'],
  ['another root', '<Error><Key>k</Key><ETag>e</ETag></Error>'],
  ['a document that was cut', '<r><Key>k</Key><ETag>e</ETag>'],
  ['a document type', '<!DOCTYPE r><r><Key>k</Key><ETag>e</ETag></r>'],
  ['no document', 'gateway time-out'],
]

test.each(documents)('%s read alike in pages and elsewhere', async (...[, document, value]) => {
  for (const read of [readTexts, readTextsInPage]) {
    if (value) expect(await read('r', schema, document)).toEqual(value)
    else await expect(read('r', schema, document)).rejects.toMatchObject({ name: 'XmlError' })
  }
})
