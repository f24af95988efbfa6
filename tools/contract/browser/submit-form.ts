import { type CosClient, createPostForm, GetObjectCommand } from '@cos/core'
import type { Credentials } from '@cos/signer'
import type { Page } from 'playwright-core'

/** Where the form is, and where it goes. */
export interface FormSetting {
  readonly page: Page
  /** Origin of the page that shows the form. */
  readonly origin: string
  /** Origin of the server. */
  readonly endpoint: string
  readonly credentials: Credentials
  readonly client: CosClient
}

/** A person chooses a file in a plain HTML form, without scripts, and sends it; says what is wrong afterwards. */
export async function submitForm({ page, origin, endpoint, credentials, client }: FormSetting): Promise<string | undefined> {
  const bucket = 'page-1250000000'
  const form = createPostForm({
    credentials,
    bucket,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what forms write
    key: 'from a form/${filename}',
    fields: { success_action_redirect: `${origin}/thanks`, 'x-cos-meta-by': 'form' },
    startsWith: { 'Content-Type': 'text/' },
    maxSizeBytes: 1000,
    endpoint,
  })
  const hidden = Object.entries({ ...form.fields, 'Content-Type': 'text/x-form' })
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('')
  const markup = `<form method="post" action="${escaped(form.url)}" enctype="multipart/form-data" accept-charset="utf-8">${hidden}<input type="file" name="file"><button>Send</button></form>`
  const send = async (bytes: number) => {
    await page.goto(origin)
    await page.setContent(markup)
    await page.setInputFiles('input[type=file]', { name: 'Grüße & co.txt', mimeType: 'text/plain', buffer: Buffer.alloc(bytes, 'file ') })
    const [answer] = await Promise.all([page.waitForNavigation(), page.click('button')])
    return answer
  }
  const tooLong = await send(1001)
  if (tooLong?.status() !== 400) return `a file that is too long was answered with ${tooLong?.status()}`
  await send(999)
  const { origin: led, pathname, searchParams } = new URL(page.url())
  if (led !== origin || pathname !== '/thanks') return `it led to ${page.url()}`
  const key = 'from a form/Grüße & co.txt'
  if (searchParams.get('bucket') !== bucket || searchParams.get('key') !== key) return `it was told ${searchParams}`
  const found = await client.send(new GetObjectCommand({ bucket, key }))
  const { contentType, metadata } = found
  const text = await found.body.text()
  const isRight = text === 'file '.repeat(200).slice(0, 999) && contentType === 'text/x-form' && metadata['by'] === 'form'
  return isRight ? undefined : `${text.length} bytes, ${contentType}, ${JSON.stringify(metadata)}`
}

function escaped(text: string): string {
  return text.replace(/[&<"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
