import { program } from './program.js'

// For runtimes that are programs: the setting is the last argument, the outcomes are the output.

const { argv } = (globalThis as unknown as { process: { argv: string[] } }).process
console.log(JSON.stringify(await program(JSON.parse(argv.at(-1)!))))
