import { cliPath } from './cos-command.mjs'

/** What a person may type next. */
export function nextLines({ region, credentials, keptFolder }) {
  return `Next, in this terminal:

  alias cos='node ${cliPath}'
  export COS_ENDPOINT=http://127.0.0.1:9000 COS_REGION=${region}
  export COS_SECRET_ID=${credentials.secretId} COS_SECRET_KEY=${credentials.secretKey}
  cos local --port 9000 --data ${keptFolder ?? './cos-data'} &
  cos mb cos://photos-1250000000
  cos cp README.md cos://photos-1250000000/
  cos ls cos://photos-1250000000/
  cos --help

The first guide is apps/docs/guides/getting-started.md; npm test runs every test.`
}
