// Written by tools/build/crc64-wasm/generate.ts; change the kernel there.

/** What shortens a message for pages, 146 bytes of WebAssembly: to how many bytes, and of how many at a time. */
export const crc64FoldWasm = {
  foldBytes: 7264,
  bufferBytes: 1048576,
  hex:
    '0061736d0100000001070160037f7f7f00030201000503010011070902016d0200016600000a6b01690003402000200249044020002000fd0000e038' +
    '2001fd00009429fd512001fd0000b828fd512001fd0000fc1ffd512001fd0000881afd512001fd00008410fd512001fd00008007fd512001fd000000' +
    'fd51fd0b00e038200041106a2100200141106a21010c010b0b0b',
} as const
