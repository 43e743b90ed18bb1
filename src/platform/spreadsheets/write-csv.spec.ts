import { readFileSync } from 'node:fs';
import { FileFolder } from '../../../test/builders/workbook-file.js';
import { writeCsv } from './write-csv.js';

const files = new FileFolder();
afterAll(() => files.remove());

describe('O14 writing a .csv', () => {
  it('has the mark of UTF-8, quotes what needs it, and defuses formulas', async () => {
    const path = files.at('a.csv');
    const columns = ['姓名', '备注', '数', 'd'].map((header) => ({ header }));
    await writeCsv(path, {
      columns,
      rows: [
        ['张,三', '说"好"\n再见', -5, true],
        ['=1+1', '+86', null, undefined],
        ['-5', '@a', 1.5, ''],
        [' x', '\ty', 0, 'a=b'],
      ],
    });
    expect(readFileSync(path, 'utf8')).toBe(
      '\ufeff姓名,备注,数,d\r\n"张,三","说""好""\n再见",-5,TRUE\r\n\'=1+1,\'+86,,\r\n\'-5,\'@a,1.5,\r\n" x","\'\ty",0,a=b\r\n',
    );
  });
});
