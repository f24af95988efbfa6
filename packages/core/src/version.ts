/** What this SDK calls itself in the `User-Agent`. A test holds it equal to package.json. */
export const sdkVersion = 'cos-typescript-sdk/0.0.0'
