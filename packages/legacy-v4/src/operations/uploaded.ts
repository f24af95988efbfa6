import { textOf, type V4Data } from './read-data.js'

/** Where an uploaded file is. */
export interface UploadedFile {
  /** Address on the download network. */
  readonly accessUrl: string | undefined
  /** Address at the store. */
  readonly sourceUrl: string | undefined
  /** Address for further calls of this API. */
  readonly url: string | undefined
  /** `/<appid>/<bucket>/<path>`. */
  readonly resourcePath: string | undefined
  /** [?] Id of the content. */
  readonly vid: string | undefined
}

/** Reads the members that an answer has once a file is complete. */
export function readUploaded(data: V4Data): UploadedFile {
  return {
    accessUrl: textOf(data['access_url']),
    sourceUrl: textOf(data['source_url']),
    url: textOf(data['url']),
    resourcePath: textOf(data['resource_path']),
    vid: textOf(data['vid']),
  }
}

/** Tells whether an answer speaks of a complete file: instant uploads, last slices, lists of finished uploads. */
export function isUploaded(data: V4Data): boolean {
  return data['access_url'] !== undefined
}
