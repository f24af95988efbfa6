import { namedQuery } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteBucketInventory',
  route: 'DELETE /{bucket}?inventory',
  input: {
    /** Which of the bucket's inventories. */
    id: namedQuery(),
  },
  output: {},
  status: 204,
})
export interface DeleteBucketInventoryInput extends InputOf<typeof operation> {}
export interface DeleteBucketInventoryOutput extends OutputOf<typeof operation> {}
/** Deletes one inventory of a bucket (DELETE Bucket inventory). Its reports stay. */
export class DeleteBucketInventoryCommand extends command(operation)<DeleteBucketInventoryInput, DeleteBucketInventoryOutput> {}
