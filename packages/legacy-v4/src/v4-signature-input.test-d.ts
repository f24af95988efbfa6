import { signV4 } from './sign-v4.js'

const fields = { appId: 1250000000, bucket: 'examplebucket', secretId: 'AKIDEXAMPLE' }

signV4({ ...fields, kind: 'once', path: '/a.txt' }, 'key')
signV4({ ...fields, kind: 'more', path: '/a.txt', expiresAt: 1700000300 }, 'key')
signV4({ ...fields, kind: 'download', coversBucket: true, expiresAt: 1700000300, now: undefined }, 'key')

// @ts-expect-error a single-use signature does not expire
signV4({ ...fields, kind: 'once', path: '/a.txt', expiresAt: 1700000300 }, 'key')
// @ts-expect-error a single-use signature is for one path
signV4({ ...fields, kind: 'once', coversBucket: true }, 'key')
// @ts-expect-error the others expire
signV4({ ...fields, kind: 'more', path: '/a.txt' }, 'key')
// @ts-expect-error a path or the bucket
signV4({ ...fields, kind: 'more', expiresAt: 1700000300 }, 'key')
// @ts-expect-error not both
signV4({ ...fields, kind: 'download', path: '/a.txt', coversBucket: true, expiresAt: 1700000300 }, 'key')
