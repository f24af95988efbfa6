import { expect, test } from 'vitest'
import { includeExamples, looseBlocks } from './include-examples.js'

const page = 'Before\n\n<!-- include: examples/a.ts -->\n```ts\nold\n```\n\nAfter\n'

test('a marked block is replaced by its file', () => {
  expect(includeExamples(page, (file) => `// ${file}\n`)).toBe(
    'Before\n\n<!-- include: examples/a.ts -->\n```ts\n// examples/a.ts\n```\n\nAfter\n',
  )
})

test('a dollar sign in a file is not a replacement pattern', () => {
  expect(includeExamples(page, () => "const a = '$&'\n")).toContain("const a = '$&'")
})

test('a block without a file is found, a text block is prose', () => {
  expect(looseBlocks(page)).toEqual([])
  expect(looseBlocks(`${page}\n\`\`\`ts\nrun()\n\`\`\`\n\n\`\`\`text\na → b\n\`\`\`\n`)).toEqual(['```ts\nrun()\n```'])
})

test('two blocks are two, also an empty one', () => {
  const two = '<!-- include: a.sh -->\n```sh\n```\n\nbetween\n\n<!-- include: b.sh -->\n```sh\nold\n```\n'
  expect(includeExamples(two, (file) => file)).toBe(
    '<!-- include: a.sh -->\n```sh\na.sh\n```\n\nbetween\n\n<!-- include: b.sh -->\n```sh\nb.sh\n```\n',
  )
})
