import { type Code, unsigned } from './instructions.js'

export type ValueType = 'i32' | 'i64'

/** A function without result; its arguments are its first locals. */
export interface WasmFunction {
  readonly parameters: readonly ValueType[]
  readonly locals: readonly ValueType[]
  readonly body: Code
}

export interface WasmModule {
  readonly functions: readonly WasmFunction[]
  /** Index of the function run once when the module is instantiated, if any. */
  readonly start?: number | undefined
  /** Index of the one exported function, and the names of it and of the memory. */
  readonly exported: { readonly index: number; readonly name: string; readonly memoryName: string }
  /** Size of the memory in pages of 64 KiB. */
  readonly pages: number
}

const typeCode = { i32: 0x7f, i64: 0x7e }

/** Writes a module in the WebAssembly binary format. */
export function encodeModule(module: WasmModule): Uint8Array {
  const { functions, exported } = module
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(functions.map(({ parameters }) => [0x60, ...vector(parameters.map((type) => [typeCode[type]])), 0]))),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(5, vector([[0x00, ...unsigned(module.pages)]])),
    ...section(
      7,
      vector([
        [...name(exported.memoryName), 0x02, 0],
        [...name(exported.name), 0x00, ...unsigned(exported.index)],
      ]),
    ),
    ...(module.start === undefined ? [] : section(8, unsigned(module.start))),
    ...section(10, vector(functions.map((entry) => sized([...locals(entry.locals), ...entry.body, 0x0b])))),
  ])
}

function section(id: number, content: Code): Code {
  return [id, ...sized(content)]
}

function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()]
}

function sized(content: Code): Code {
  return [...unsigned(content.length), ...content]
}

function name(text: string): Code {
  return sized([...new TextEncoder().encode(text)])
}

function locals(types: readonly ValueType[]): Code {
  return vector(types.map((type) => [1, typeCode[type]]))
}
