import { describe, expect, test } from 'vitest'
import { readRepository } from './repository.js'
import { undocumented } from './rules/documentation.js'
import { anyInSignatures, defaultExports, mutableModules, starExports, unerasable } from './rules/exports.js'
import {
  commandsMeetClient,
  eagerlyLoaded,
  nodeOutsideImports,
  wrongCoreImports,
  wrongDependencies,
  wrongPackageImports,
} from './rules/import-directions.js'
import { emptyNames, misnamedCommands, otherCase, wrongCommandIndex } from './rules/names.js'
import { longFiles, machineNames, strayConfiguration, strayTopLevel, unlikeManifests } from './rules/repository-shape.js'

const files = readRepository()

describe('names', () => {
  test('file, operation and class of a command have one name', () => expect(misnamedCommands(files)).toEqual([]))
  test('the index of commands has one line for each', () => expect(wrongCommandIndex(files)).toEqual([]))
  test('no name says only that something found no place', () => expect(emptyNames(files)).toEqual([]))
  test('files are named in kebab-case', () => expect(otherCase(files)).toEqual([]))
})

describe('exports', () => {
  test('nothing is exported as default', () => expect(defaultExports(files)).toEqual([]))
  test('nothing is exported by a star but the list of commands', () => expect(starExports(files)).toEqual([]))
  test('sources can be run with their types erased', () => expect(unerasable(files)).toEqual([]))
  test('no signature says any', () => expect(anyInSignatures(files)).toEqual([]))
  test('every public name is documented', () => expect(undocumented(files)).toEqual([]))
  test('modules hold no state', () => expect(mutableModules(files)).toEqual([]))
})

describe('import directions', () => {
  test('packages depend downwards', () => expect(wrongDependencies(files)).toEqual([]))
  test('sources import downwards', () => expect(wrongPackageImports(files)).toEqual([]))
  test('folders of core import downwards', () => expect(wrongCoreImports(files)).toEqual([]))
  test('commands and client never meet', () => expect(commandsMeetClient(files)).toEqual([]))
  test("Node's modules stand behind a #name", () => expect(nodeOutsideImports(files)).toEqual([]))
  test('what is heavy is loaded with its first use', () => expect(eagerlyLoaded(files)).toEqual([]))
})

describe('the repository', () => {
  test('the top level is the list', () => expect(strayTopLevel(files)).toEqual([]))
  test('a package has two files of configuration', () => expect(strayConfiguration(files)).toEqual([]))
  test('manifests are alike', () => expect(unlikeManifests(files)).toEqual([]))
  test('no machine is named', () => expect(machineNames(files)).toEqual([]))
  test('no file is longer than 400 lines', () => expect(longFiles(files)).toEqual([]))
})
