const block = /(<!-- include: (\S+?) -->\n)```(\w+)\n[\s\S]*?^```$/gm

/**
 * Fills every code block that follows `<!-- include: file -->` with that file, so that what a page shows is what was run.
 * `read` gives the text of a file named relative to `apps/docs`.
 */
export function includeExamples(page: string, read: (file: string) => string): string {
  return page.replace(
    block,
    (_, marker: string, file: string, language: string) => `${marker}\`\`\`${language}\n${read(file).trimEnd()}\n\`\`\``,
  )
}

/** The code blocks that no file stands behind; a page must not hold any. Blocks of `text` are drawings. */
export function looseBlocks(page: string): string[] {
  const blocks = [...page.replace(block, '').matchAll(/^```(\w*)\n[\s\S]*?^```$/gm)]
  return blocks.filter(([, language]) => language !== 'text').map(([text]) => text)
}
