export { signV4 } from './sign-v4.js'
export type { V4MultiUseInput, V4Scope, V4SignatureFields, V4SignatureInput, V4SingleUseInput } from './v4-signature-input.js'
