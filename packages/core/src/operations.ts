import * as commands from './commands/index.js'
import type { AnyOperation } from './operation/define-operation.js'

/** Every operation, read from the index of commands: for servers, command lines and documentation. */
export const operations: readonly AnyOperation[] = Object.values(commands).map((commandClass) => commandClass.operation)
