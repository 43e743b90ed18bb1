import { formatOf, formatOfCode, formats } from './number-format.js';

const nameOf = (format: number): string => (format >= formats.padded ? `padded ${format - formats.padded}` : Object.keys(formats)[format]!);

describe('number formats', () => {
  it.each([
    ['General', 'general'],
    ['0', 'general'],
    ['0.00', 'general'],
    ['#,##0.00_);[Red](#,##0.00)', 'general'],
    ['0.00E+00', 'general'],
    ['0%', 'general'],
    ['@', 'general'],
    ['G/通用格式', 'general'],
    ['#,##0.00"元"', 'general'],
    ['[$¥-804]#,##0.00', 'general'],
    ['"day"0', 'general'],
    ['0\\d', 'general'],
    ['# ?/?', 'general'],
    ['yyyy-mm-dd', 'date'],
    ['yyyy\\-mm\\-dd;@', 'date'],
    ['m/d/yy', 'date'],
    ['yyyy"年"m"月"d"日"', 'date'],
    ['yyyy年m月d日', 'date'],
    ['[$-804]yyyy"年"m"月"', 'date'],
    ['[DBNum1][$-804]yyyy"年"m"月"d"日";@', 'date'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
    ['m"月"', 'date'],
    ['aaaa', 'date'],
    ['YYYY/MM/DD', 'date'],
    ['yyyy/m/d h:mm', 'dateTime'],
    ['yyyy-mm-dd hh:mm:ss.000', 'dateTime'],
    ['m/d/yy h:mm AM/PM', 'dateTime'],
    ['yyyy"年"m"月"d"日"\\ h"时"mm"分"', 'dateTime'],
    ['h:mm', 'time'],
    ['上午/下午h"时"mm"分"', 'time'],
    ['mm:ss.0', 'time'],
    ['[h]:mm:ss', 'duration'],
    ['[mm]:ss', 'duration'],
    ['000000', 'padded 6'],
  ])('%s is %s', (code, name) => {
    expect(nameOf(formatOfCode(code))).toBe(name);
  });

  it.each([
    [0, 'general'],
    [2, 'general'],
    [9, 'general'],
    [14, 'date'],
    [17, 'date'],
    [20, 'time'],
    [22, 'dateTime'],
    [31, 'date'],
    [33, 'time'],
    [46, 'duration'],
    [49, 'general'],
    [57, 'date'],
    [58, 'date'],
    [170, 'general'],
  ])('built-in format %d is %s', (id, name) => {
    expect(nameOf(formatOf(id, undefined))).toBe(name);
  });

  it('takes what the file declares for an id before what the id usually means', () => {
    expect(formatOf(14, '0.00')).toBe(formats.general);
    expect(formatOf(176, 'yyyy/m/d')).toBe(formats.date);
  });
});
