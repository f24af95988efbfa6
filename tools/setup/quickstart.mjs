import process from 'node:process'
import { requireNode } from './require-node.mjs'

requireNode()
// Imported only now: what follows is written for the Node that was just asked for.
import('./quickstart/run-quickstart.mjs').then(({ runQuickstart }) => runQuickstart(process.argv.slice(2)))
