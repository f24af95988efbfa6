import { cos, cosBrowser, cosJs, cosNodejs } from '../contestants/all.mjs'
import { atLeast } from '../harness/bar.mjs'
import { cpuRatios, inRounds, roundsOf } from '../harness/rounds.mjs'
import { figure, percent } from '../harness/table.mjs'

const request = {
  method: 'PUT',
  key: 'holiday 2026/IMG_0042.jpg',
  query: { partNumber: '7', uploadId: '1585130821cbb7df1d11846c073ad648e8f33b087cec2381df437acdc833cf654b9ecc6361' },
  headers: {
    host: 'photos-1250000000.cos.ap-guangzhou.myqcloud.com',
    'content-length': '8388608',
    'content-md5': 'Q2h1Y2sgTm9ycmlzIHdhcw==',
    'x-cos-server-side-encryption': 'AES256',
    'x-cos-traffic-limit': '819200',
    'x-cos-security-token': 'bench-token-0123456789abcdef0123456789abcdef0123456789abcdef',
  },
}

export async function signing({ isQuick, log }) {
  const counts = new Map([
    [cos, 200_000],
    [cosBrowser, 200_000],
    [cosNodejs, 100_000],
    [cosJs, 10_000],
  ])
  const results = await inRounds({
    work: 'sign',
    contestants: [...counts.keys()],
    rounds: isQuick ? 2 : 5,
    parameters: (contestant) => ({ request, warmUp: counts.get(contestant) / 5, count: counts.get(contestant) / (isQuick ? 4 : 1) }),
    log,
  })
  const ratio = cpuRatios(results)
  return {
    title: 'Signing',
    about: `UploadPart with ${signedNames(results).length} signed headers and 2 query parameters, another part number each time. All sign the same headers and parameters. ${roundsOf(results)}`,
    columns: ['signer', 'signatures / CPU s', 'us each', '±', 'x cos-nodejs', 'x cos-js'],
    rows: results.map(({ contestant, cpuSeconds, count, spread }) => [
      contestant.label,
      figure(count / cpuSeconds),
      figure((1e6 * cpuSeconds) / count),
      percent(spread),
      figure(ratio(cosNodejs, contestant)),
      figure(ratio(cosJs, contestant)),
    ]),
    bars: [
      atLeast('signatures per CPU second in Node, x cos-nodejs', ratio(cosNodejs, cos), 3),
      atLeast('signatures per CPU second with the code for browsers, x cos-js', ratio(cosJs, cosBrowser), 10),
    ],
  }
}

/** The names of the signed headers, after making sure that everybody signs the same. */
function signedNames(results) {
  const lists = new Set(results.map(({ sample }) => /q-header-list=([^&]*)&q-url-param-list=[^&]*/.exec(sample)[0]))
  if (lists.size !== 1) throw new Error(`not the same is signed: ${[...lists].join(' / ')}`)
  return /q-header-list=([^&]*)/.exec([...lists][0])[1].split(';')
}
