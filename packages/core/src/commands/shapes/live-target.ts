import { integerBetween, oneOf, optional, string } from '@cos/xml'

/** How a live channel is cut into files. */
export const liveTarget = {
  type: oneOf('HLS'),
  /** Seconds of a file, 1 to 100. Default 5. Goes with `fragCount`. */
  fragDuration: optional(integerBetween(1, 100)),
  /** Files in the playlist, 1 to 100. Default 3. Goes with `fragDuration`. */
  fragCount: optional(integerBetween(1, 100)),
  /** 6 to 128 bytes that end with `.m3u8`. Default `playlist.m3u8`. */
  playlistName: optional(string),
}
