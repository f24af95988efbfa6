/** What is kept of a live channel. */
export interface LiveChannel {
  readonly description?: string | undefined
  readonly switch: 'Enabled' | 'Disabled'
  readonly target: {
    readonly type: 'HLS'
    readonly fragDuration: number
    readonly fragCount: number
    readonly playlistName: string
  }
  readonly modifiedAt: Date
}
