export type { AesCtr, AesCtrOptions } from './content/aes-ctr.js'
export { createAesCtr } from './content/create-aes-ctr.js'
