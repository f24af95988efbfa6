import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { type Context, createContext, type GlobalFlags } from './context.js'
import { Output } from './output/output.js'
import { type VerbEntry, verbs } from './verbs/index.js'

const environmentHelp = `
Environment:
  COS_SECRET_ID, COS_SECRET_KEY, COS_SECURITY_TOKEN  keys
  COS_REGION, COS_ENDPOINT, COS_PROFILE              as the flags
  COS_CONFIG                                         configuration file (default: ~/.config/cos/config.json)
  COS_ENCRYPT_KEY_PASSPHRASE                         opens an encrypted RSA key of --encrypt-key-file

Exit codes: 0 done, 1 the service or the network failed, 2 wrong usage, 130 interrupted.

Try it without an account:
  $ cos local`

/** The command line. Of the verbs, only those that are named in `words` are loaded. */
export async function createProgram(words: readonly string[], signal: AbortSignal): Promise<Command> {
  const program = new Command('cos')
    .description('The command line of Tencent Cloud Object Storage (COS).')
    .version(versionOf(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--json', 'results as JSON, one object per line')
    .option('-q, --quiet', 'no progress, and no word about what was done')
    .option('--endpoint <origin>', 'where to send requests, such as http://127.0.0.1:9000')
    .option('--region <region>', 'region of the buckets, such as ap-guangzhou')
    .option('--profile <name>', 'profile of the configuration file')
    .option(
      '--encrypt-key-file <path>',
      'encrypt what is written and decrypt what is read with this key: base64 of 32 bytes, or RSA as PEM',
    )
    .addHelpText('after', environmentHelp)
    .showHelpAfterError('(add --help for help)')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
  for (const [name, entry] of Object.entries(verbs)) await addVerb(program, name, entry, words.includes(name), signal)
  return program
}

async function addVerb(program: Command, name: string, entry: VerbEntry, isWanted: boolean, signal: AbortSignal): Promise<void> {
  const command = program.command(name).description(entry.summary)
  if (!isWanted) return
  const { verb } = await entry.load()
  verb.define(command)
  command.addHelpText('after', `\nExamples:\n${verb.examples.map(([line, meaning]) => `  # ${meaning}\n  $ ${line}`).join('\n')}`)
  command.action(async () => {
    const flags: GlobalFlags & Record<string, unknown> = command.optsWithGlobals()
    const output = new Output({ isJson: flags.json === true, isQuiet: flags.quiet === true })
    const context: Context = createContext(flags, output, signal)
    try {
      await verb.run(context, command.processedArgs as (string | undefined)[], flags)
    } finally {
      await context.close()
    }
  })
}

function versionOf(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
}
