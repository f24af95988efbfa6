/** One file of the repository. */
export interface RepositoryFile {
  /** From the top of the repository, with slashes. */
  readonly path: string
  readonly text: string
}

/** Whether a file is TypeScript that ships: no test, no fixture, no type test. */
export function isShipped({ path }: RepositoryFile): boolean {
  return /^packages\/[^/]+\/src\/.*\.ts$/.test(path) && !/\.(test|test-d|fixture)\.ts$/.test(path)
}

/** Whether a file is source code of ours, tests included. */
export function isSource({ path }: RepositoryFile): boolean {
  return /^(packages|apps|tools)\/.*\.(ts|mts|mjs)$/.test(path)
}
