import { createPostForm } from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env

// The back end says what may be sent, for how long, and how large it may be.
const form = createPostForm({
  credentials: { secretId, secretKey },
  region: 'ap-guangzhou',
  endpoint,
  bucket: 'guide-1250000000',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: COS puts the name of the file here
  key: 'from a form/${filename}',
  fields: { success_action_status: '201' },
  startsWith: { 'Content-Type': 'image/' },
  maxSizeBytes: 5_000_000,
})

// What a page shows: `Content-Type` is for the page to fill in.
const inputs = Object.entries(form.fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
const page = `<form method="post" action="${form.url}" enctype="multipart/form-data" accept-charset="utf-8">
${inputs.join('\n')}
<input name="Content-Type" value="image/png"><input type="file" name="file"><button>Send</button>
</form>`
console.log(page.split('\n')[0]?.replace(form.url, '…'))

// What a browser then sends. The file comes last: COS reads no field after it.
const sent = new FormData()
for (const [name, value] of Object.entries({ ...form.fields, 'Content-Type': 'image/png' })) sent.append(name, value)
sent.append('file', new Blob(['a picture']), 'Grüße.png')
const response = await fetch(form.url, { method: 'POST', body: sent })
console.log(response.status)
