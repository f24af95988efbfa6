import type { ScanXml } from './scan.js'

/** Leaves every document to the parser: in a browser the bytes of a scan cost more than its speed saves. */
export const scanXml: ScanXml = () => undefined
