import type { CosClient } from '@cos/core'

/**
 * Anything that sends commands: a client, or something around one. With `with`, shared limits see what the service asks
 * for; with `verifiesChecksums`, a download checks as the client does.
 */
export type CommandSender = Pick<CosClient, 'send'> & Partial<Pick<CosClient, 'with' | 'verifiesChecksums'>>
