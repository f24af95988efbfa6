import { unixSeconds } from '@cos/xml'
import { query } from '../../operation/bindings.js'

/** The stretch of time a playlist is made for. */
export const vodPeriod = {
  /** Where it begins. */
  startTime: query('starttime', unixSeconds),
  /** Where it ends, after `startTime`. */
  endTime: query('endtime', unixSeconds),
}
