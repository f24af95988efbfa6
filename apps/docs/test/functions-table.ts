/** What a client does besides sending one operation: what for, and the name of the package that has it. */
export const everyFunction: readonly { readonly task: string; readonly from: string; readonly name: string }[] = [
  { task: 'sign a request', from: '@cos/signer', name: 'sign' },
  { task: 'presign a URL for any method', from: '@cos/signer', name: 'presignUrl' },
  { task: 'plain URL of an object', from: '@cos/core', name: 'getObjectUrl' },
  { task: 'HTML form that uploads', from: '@cos/core', name: 'createPostForm' },
  { task: 'sign a policy for forms', from: '@cos/signer', name: 'signPostPolicy' },
  { task: 'URL to publish a live stream', from: '@cos/signer', name: 'signRtmpUrl' },
  { task: 'upload of any size, from a stream too; pause, resume, cancel', from: '@cos/transfer', name: 'upload' },
  { task: 'go on with an upload', from: '@cos/transfer', name: 'resumeUpload' },
  { task: 'upload many files', from: '@cos/transfer', name: 'uploadDirectory' },
  { task: 'write an object from a path', from: '@cos/core', name: 'putObjectFromFile' },
  { task: 'download in parts', from: '@cos/transfer', name: 'download' },
  { task: 'go on with a download', from: '@cos/transfer', name: 'resumeDownload' },
  { task: 'copy of any size', from: '@cos/transfer', name: 'copy' },
  { task: 'give up unfinished uploads', from: '@cos/transfer', name: 'abortUploads' },
  { task: 'URLs to upload by without keys', from: '@cos/core', name: 'presignMultipart' },
  { task: 'upload by such URLs', from: '@cos/transfer', name: 'uploadPresigned' },
  { task: 'does an object exist', from: '@cos/core', name: 'objectExists' },
  { task: 'does a bucket exist', from: '@cos/core', name: 'bucketExists' },
  { task: 'change the storage class in place', from: '@cos/core', name: 'changeStorageClass' },
  { task: 'change metadata in place', from: '@cos/core', name: 'updateObjectMetadata' },
  { task: 'everything that is configured of a bucket', from: '@cos/core', name: 'getBucketMetadata' },
  { task: 'delete any number of objects', from: '@cos/core', name: 'deleteObjects' },
  { task: 'wait until an archived object is restored', from: '@cos/core', name: 'waitUntilRestored' },
  { task: 'any request', from: '@cos/core', name: 'SignedRequestCommand' },
  { task: 'client-side encryption', from: '@cos/crypto', name: 'encryption' },
  { task: 'the older JSON API and its signatures', from: '@cos/legacy-v4', name: 'V4Client' },
]

/** Writes the second table of the page on coverage: `tested` holds the names that tests call. */
export function functionsTable(tested: ReadonlySet<string>): string {
  const rows = everyFunction.map(({ task, from, name }) => `| ${task} | \`${name}\` | ${from} | ${tested.has(name) ? 'yes' : '**no**'} |`)
  return `| task | name | package | tested |\n|---|---|---|---|\n${rows.join('\n')}\n`
}
