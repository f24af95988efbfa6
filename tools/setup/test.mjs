import process from 'node:process'
import { requireNode } from './require-node.mjs'

requireNode()
// Imported only now: what follows is written for the Node that was just asked for.
import('./test/run-tests.mjs').then(({ runTests }) => runTests(process.argv.slice(2)))
