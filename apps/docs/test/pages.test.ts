import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { includeExamples, looseBlocks } from './include-examples.js'

const docs = fileURLToPath(new URL('../', import.meta.url))
const root = path.resolve(docs, '../..')
const guides = readdirSync(path.join(docs, 'guides')).map((name) => path.join(docs, 'guides', name))
const pages = [...guides, path.join(root, 'README.md'), path.join(root, 'CONTRIBUTING.md')]

describe.each(pages.map((page) => [path.relative(root, page), page]))('%s', (_, page) => {
  const text = readFileSync(page, 'utf8')

  test('shows its examples as they are (vitest -u writes them in)', async () => {
    const filled = includeExamples(text, (file) => readFileSync(path.join(docs, file), 'utf8'))
    await expect(filled).toMatchFileSnapshot(page)
  })

  test('holds no code that nothing runs', () => {
    expect(looseBlocks(text)).toEqual([])
  })

  test('links to files that exist', () => {
    const targets = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, target]) => target ?? '')
    for (const target of targets) expect(readableFrom(path.dirname(page), target), target).toBe(true)
  })
})

test.each(guides.map((guide) => [path.basename(guide), guide]))('%s has a title, and a place in the list of the site', (name, guide) => {
  expect(readFileSync(guide, 'utf8')).toMatch(/^---\ntitle: [A-Z].+\n---\n/)
  const { projectDocuments } = JSON.parse(readFileSync(path.join(docs, 'typedoc.json'), 'utf8')) as { projectDocuments: string[] }
  expect(projectDocuments).toContain(`guides/${name}`)
})

test('every example is shown on a page', () => {
  const shown = pages.map((page) => readFileSync(page, 'utf8')).join('\n')
  for (const name of readdirSync(path.join(docs, 'examples'))) expect(shown).toContain(`<!-- include: examples/${name} -->`)
})

function readableFrom(folder: string, target: string): boolean {
  try {
    const name = path.resolve(folder, target)
    return readdirSync(path.dirname(name)).includes(path.basename(name))
  } catch {
    return false
  }
}
