/** HTTP status and message of each code. `[?]` in the reference: statuses of -166, -4018, -5964, -29094; -173 is not in it. */
const table: Readonly<Record<number, readonly [status: number, message: string]>> = {
  [-47]: [403, 'ERROR_PROXY_AUTH_SECRETID'],
  [-48]: [403, 'ERROR_PROXY_AUTH_FAILED'],
  [-59]: [403, 'ERROR_PROXY_AUTH_EXPIRED'],
  [-61]: [403, 'ERROR_PROXY_AUTH_BUCKET'],
  [-63]: [403, 'ERROR_PROXY_AUTH_FILEID'],
  [-70]: [403, 'ERROR_PROXY_AUTH_APPID'],
  [-71]: [503, 'ERROR_PROXY_TOO_FREQUENT'],
  [-97]: [403, 'ERROR_PROXY_AUTH_SIGN'],
  [-133]: [404, 'ERROR_CMD_BUCKET_NOTEXIST'],
  [-173]: [400, 'ERROR_CMD_COS_FOLDER_NOTEMPTY'],
  [-175]: [400, 'ERROR_CMD_COS_LENGTH'],
  [-177]: [409, 'ERROR_CMD_COS_FILE_EXIST'],
  [-178]: [409, 'ERROR_CMD_COS_PATH_CONFLICT'],
  [-195]: [500, 'ERROR_CMD_COS_ERROR'],
  [-196]: [503, 'ERROR_CMD_COS_NOT_AVAILABLE'],
  [-197]: [404, 'ERROR_CMD_FILE_NOTEXIST'],
  [-199]: [400, 'ERROR_CMD_BUCKET_NAME'],
  [-284]: [400, 'ERROR_CMD_SLICE_SIZE'],
  [-4016]: [409, 'ERROR_FILE_SHA_DIFFERS'],
  [-4019]: [409, 'ERROR_FILE_NOT_FINISH_UPLOAD'],
  [-4020]: [409, 'ERROR_FILE_NOT_FINISH_UPLOAD_OTHER_SHA'],
  [-5964]: [400, 'ERROR_CGI_PARAM_NO_SUCH_OP'],
  [-5965]: [400, 'ERROR_CGI_PARAM_UPLOADPARTS'],
  [-5999]: [400, 'ERROR_CGI_PARAM'],
  [-29094]: [400, 'ERROR_CGI_SHA_MISSING'],
}

/** An error of the V4 API: its code, and the status and message that go with it. */
export class V4Fault extends Error {
  override readonly name = 'V4Fault'
  readonly code: number
  readonly status: number

  constructor(code: number, detail?: string, status?: number) {
    const [usual, message] = table[code] ?? [400, 'ERROR']
    super(detail === undefined ? message : `${message}: ${detail}`)
    this.code = code
    this.status = status ?? usual
  }
}
