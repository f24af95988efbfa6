import type { AnyOperation, InputOf, OutputOf } from './define-operation.js'

/** One call of an operation. It does nothing by itself: `client.send(command)` does. */
export interface Command<Input = unknown, Output = unknown> {
  readonly operation: AnyOperation
  readonly input: Input
  /** @internal carries the type; never present at run time */
  readonly '~output'?: Output
}

/** A class of commands, made by {@link command}. */
export interface CommandClass<P extends AnyOperation = AnyOperation> {
  readonly operation: P
  new <Input extends InputOf<P>, Output extends OutputOf<P>>(input: Input): Command<Input, Output>
}

/** Anything {@link isCommand} can compare with. */
export interface AnyCommandClass {
  readonly operation: AnyOperation
  new (input: never): Command
}

/** Makes the command class of an operation: `class X extends command(operation)<XInput, XOutput> {}`. */
/* @__NO_SIDE_EFFECTS__ */
export function command<P extends AnyOperation>(operation: P): CommandClass<P> {
  class OperationCommand implements Command {
    static readonly operation = operation
    readonly operation: AnyOperation = operation
    readonly input: unknown
    constructor(input: unknown) {
      this.input = input
    }
  }
  return OperationCommand as unknown as CommandClass<P>
}

/** Narrows a command to a class. It compares operation names, so a command derived from ours is recognised too. */
export function isCommand<C extends AnyCommandClass>(value: Command, type: C): value is InstanceType<C> {
  return value.operation.name === type.operation.name
}
