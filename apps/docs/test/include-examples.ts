const block = /(<!-- include: (\S+?) -->\n)```(\w+)\n[\s\S]*?\n```/g

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

/** The opening lines of the code blocks that no file stands behind; prose must not hold any. */
export function looseBlocks(page: string): string[] {
  const rest = page.replace(block, '')
  return [...rest.matchAll(/^```(\w*)\n(.*)/gm)].filter(([, language]) => language !== 'text').map(([opening]) => opening)
}
