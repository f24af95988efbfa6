import { expect, test } from 'vitest'
import { grantees } from './grantees.js'

test('grants are written as COS reads them, each once', () => {
  expect(grantees.format(['100000000001', 'qcs::cam::uin/1:uin/2', '100000000001'], 'grantRead', undefined)).toBe(
    'id="100000000001",id="qcs::cam::uin/1:uin/2"',
  )
  expect(grantees.format(['http://cam.qcloud.com/groups/global/AllUsers'], 'grantRead', undefined)).toBe(
    'uri="http://cam.qcloud.com/groups/global/AllUsers"',
  )
})

test('both spellings of a grantee are read, with and without quotes', () => {
  expect(grantees.parse?.('id="1", id=qcs::cam::uin/1:uin/2,uri="http://cam.qcloud.com/groups/global/AllUsers"', 'grantRead')).toEqual([
    '1',
    'qcs::cam::uin/1:uin/2',
    'http://cam.qcloud.com/groups/global/AllUsers',
  ])
})

test.each([[[]], [['']], [['somebody']], [['1",id="2']], [[1]]])('%j names nobody', (value) => {
  expect(() => grantees.format(value as string[], 'grantRead', undefined)).toThrow(/grantRead/)
})

test.each(['', 'id=""', '1', 'id="1', 'name="1"'])('%j is no list of grantees', (text) => {
  expect(() => grantees.parse?.(text, 'grantRead')).toThrow(/grantRead/)
})
