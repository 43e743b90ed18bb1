import { fromDatabase } from './database-errors.js';

describe('what the database says, as a refusal', () => {
  const by = (code: string, errno?: number) => fromDatabase({ driverError: Object.assign(new Error('x'), { code, errno }) })?.code;

  it.each([
    ['SQLITE_FULL', undefined],
    ['ER_RECORD_FILE_FULL', 1114],
    ['ER_DISK_FULL', 1021],
    ['ECONNREFUSED', undefined],
    ['ER_CON_COUNT_ERROR', 1040],
  ])('%s passes: it may be tried again later', (code, errno) => {
    expect(by(code, errno)).toBe('unavailable');
  });

  it('a fault of ours stays one', () => {
    expect(by('SQLITE_ERROR')).toBeUndefined();
    expect(by('ER_PARSE_ERROR', 1064)).toBeUndefined();
  });
});
