/** Bytes of WebAssembly code. An expression leaves its value on the stack; a statement leaves nothing. */
export type Code = readonly number[]

/** Encodes an unsigned LEB128 number below 2^32. */
export function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}

/** Encodes a signed LEB128 number of up to 64 bits. */
export function signed(value: bigint): Code {
  const low = Number(value & 0x7fn)
  const rest = value >> 7n
  const isLast = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0)
  return isLast ? [low] : [low | 0x80, ...signed(rest)]
}

const binary =
  (opcode: number) =>
  (left: Code, right: Code): Code => [...left, ...right, opcode]
/** `alignment` is the power of two the address is promised to be a multiple of: a hint without effect on the result. */
const load =
  (opcode: Code, alignment: number) =>
  (address: Code, offset = 0): Code => [...address, ...opcode, alignment, ...unsigned(offset)]
const store =
  (opcode: Code, alignment: number) =>
  (address: Code, value: Code, offset = 0): Code => [...address, ...value, ...opcode, alignment, ...unsigned(offset)]

export const i32 = {
  constant: (value: number): Code => [0x41, ...signed(BigInt(value))],
  add: binary(0x6a),
  subtract: binary(0x6b),
  and: binary(0x71),
  shiftLeft: binary(0x74),
  isBelow: binary(0x49),
  isAtLeast: binary(0x4f),
  load8: load([0x2d], 0),
}

export const i64 = {
  constant: (value: bigint): Code => [0x42, ...signed(BigInt.asIntN(64, value))],
  and: binary(0x83),
  xor: binary(0x85),
  shiftRight: binary(0x88),
  multiply: binary(0x7e),
  subtract: binary(0x7d),
  load: load([0x29], 0),
  store: store([0x37], 0),
  /** The low 32 bits. */
  wrap: (value: Code): Code => [...value, 0xa7],
  fromUnsigned: (value: Code): Code => [...value, 0xad],
}

export const v128 = {
  xor: (left: Code, right: Code): Code => [...left, ...right, 0xfd, 0x51],
  load: load([0xfd, 0x00], 0),
  store: store([0xfd, 0x0b], 0),
}

export const get = (local: number): Code => [0x20, ...unsigned(local)]
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)]
export const call = (index: number, ...values: Code[]): Code => [...values.flat(), 0x10, ...unsigned(index)]
export const when = (condition: Code, ...body: Code[]): Code => [...condition, 0x04, 0x40, ...body.flat(), 0x0b]
/** Runs the body as long as the condition, asked before each round, holds. */
export const loop = (condition: Code, ...body: Code[]): Code => [0x03, 0x40, ...when(condition, ...body, [0x0c, 1]), 0x0b]
export const memoryCopy = (target: Code, source: Code, length: Code): Code => [...target, ...source, ...length, 0xfc, 0x0a, 0, 0]
export const memoryFill = (target: Code, value: Code, length: Code): Code => [...target, ...value, ...length, 0xfc, 0x0b, 0]
