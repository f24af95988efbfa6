// What a server needs of the operations: the other two readers of a declaration.
export { type ByteRange, parseByteRange } from './commands/shapes/byte-range.js'
export { type CopySource, parseCopySource } from './commands/shapes/copy-source.js'
export type { Place } from './operation/layout.js'
export { type OperationPlaces, type Places, placesOf } from './operation/places.js'
export { matchOperation, type ReceivedRequest, readRequest, undeclaredNames } from './operation/read-request.js'
export { type WrittenResponse, writeResponse } from './operation/write-response.js'
export { requestTarget } from './transport/request-target.js'
