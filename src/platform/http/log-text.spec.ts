import { QueryFailedError } from 'typeorm';
import { loggable, loggableError } from './log-text.js';

describe('REQ-SY7 what may stand in a log', () => {
  it.each([
    ["Duplicate entry '13800138000' for key 'uq_customer_phoneKey'", "Duplicate entry '…' for key 'uq_customer_phoneKey'"],
    ["QueryFailedError: Data too long for column 'name' at row 1", "QueryFailedError: Data too long for column 'name' at row 1"],
    ["Truncated incorrect DOUBLE value: '李伟'", "Truncated incorrect DOUBLE value: '…'"],
    ["… syntax to use near 'O\\'Neil', 'secret' LIMIT 1'", "… syntax to use near '…', '…' LIMIT 1'"],
    ['connect ECONNREFUSED mysql://tide:hunter2@db:3306/tide', 'connect ECONNREFUSED mysql://[redacted]@db:3306/tide'],
    ['GET /x?token=abc.def&page=2', 'GET /x?token=[redacted]&page=2'],
    ['authorization: Bearer eyJhbGciOi.eyJzdWIi.c2ln', 'authorization: Bearer [token]'],
    ['the key tide_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde of a program', 'the key [key] of a program'],
    ['li.wei@example.cn, 13800138000, +8613800138000, 11010519491231002X', '[e-mail], [number], [number], [number]'],
    ['at run (/app/dist/src/x.js:123:45) job 17 after 120000 ms', 'at run (/app/dist/src/x.js:123:45) job 17 after 120000 ms'],
  ])('%s', (text, expected) => {
    expect(loggable(text)).toBe(expected);
  });

  it('of an error: its kind, words, stack and code; never the statement and its parameters', () => {
    const driver = Object.assign(new Error("Duplicate entry '13800138000' for key 'uq'"), { code: 'ER_DUP_ENTRY', sql: "SELECT '李伟'" });
    const error = new QueryFailedError('INSERT INTO customer VALUES (?)', ['李伟', '13800138000'], driver);
    const logged = loggableError(Object.assign(new Error('while saving', { cause: error }), { password: 'hunter2' }));
    expect(logged).toMatchObject({ type: 'Error', message: 'while saving', cause: { type: 'QueryFailedError', code: 'ER_DUP_ENTRY' } });
    expect(JSON.stringify(logged)).not.toMatch(/李伟|13800138000|INSERT|hunter2/);
    expect(loggableError('token=abc')).toEqual({ type: 'string', message: 'token=[redacted]' });
  });
});
