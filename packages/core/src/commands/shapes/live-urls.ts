import { element, list, string } from '@cos/xml'

/** Where a live channel is pushed to and played from. */
export const liveUrls = {
  /** `rtmp://` addresses to push to; they need a signature. */
  publishUrls: element('PublishUrls', list(string, 'Url')),
  /** Addresses of the playlist. */
  playUrls: element('PlayUrls', list(string, 'Url')),
}
