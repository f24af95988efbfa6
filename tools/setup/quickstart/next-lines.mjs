import { cliPath, credentials, region } from './cos-command.mjs'

/** What a person may type next. */
export function nextLines({ dataFolder }) {
  return `Next, in this terminal:

  alias cos='node ${cliPath}'
  export COS_ENDPOINT=http://127.0.0.1:9000 COS_REGION=${region} COS_SECRET_ID=${credentials.secretId} COS_SECRET_KEY=${credentials.secretKey}
  cos local --port 9000 --data ${dataFolder ?? './cos-data'} &
  cos mb cos://photos-1250000000
  cos cp README.md cos://photos-1250000000/
  cos ls cos://photos-1250000000/
  cos --help

The guide starts at apps/docs/guides/getting-started.md; npm test runs every test.`
}
