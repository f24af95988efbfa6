import { codec } from '../../operation/bindings.js'

/** How far the restoration of an archived object is. */
export interface RestoreState {
  /** True while the object cannot be read yet. */
  readonly isOngoing: boolean
  /** Until when the restored copy can be read; once it can. */
  readonly expiresAt?: Date | undefined
}

/** The state of a restoration, in its header form `ongoing-request="false", expiry-date="<GMT>"`. */
export const restoreState = codec<RestoreState>({
  format: ({ isOngoing, expiresAt }) =>
    `ongoing-request="${isOngoing}"${expiresAt === undefined ? '' : `, expiry-date="${expiresAt.toUTCString()}"`}`,
  parse(text) {
    const isOngoing = /ongoing-request="(true|false)"/.exec(text)?.[1]
    if (isOngoing === undefined) return undefined
    const expiry = /expiry-date="([^"]*)"/.exec(text)?.[1]
    return { isOngoing: isOngoing === 'true', ...(expiry === undefined ? {} : { expiresAt: new Date(expiry) }) }
  },
  sample: { isOngoing: false, expiresAt: new Date(Date.UTC(2024, 0, 2, 3, 4, 5)) },
})
