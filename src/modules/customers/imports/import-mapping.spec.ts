import type { Choices } from './import-cell.js';
import { rowDrafter } from './import-draft.js';
import { recognise } from './import-fields.js';
import { headerOf } from './import-header.js';
import { type ImportMapping, importMapping, mappingFaults } from './import-mapping.js';
import '../customers.errors.js';
import './imports.rules.js';

const choices = (more: Partial<Choices> = {}): Choices => ({
  dictionaries: new Map([
    [
      'source',
      new Map([
        ['baidu', 'baidu'],
        ['百度推广', 'baidu'],
      ]),
    ],
  ]),
  courses: new Map([['python全栈', 7]]),
  tags: null,
  unknown: 'refuse',
  ...more,
});
/** A row as field → text. */
const draft = (record: Record<string, string>, more: Partial<Choices> = {}) => {
  const names = Object.keys(record);
  return rowDrafter({ columns: names.map((name) => ({ column: name, field: name })) }, names, choices(more), 'en')(Object.values(record));
};

describe('columns become fields', () => {
  it('REQ-D24 Chinese and English headings are recognised, each field once', () => {
    const header = ['姓名', '手机号码', 'QQ号', 'E-mail', '手机', 'Lead Source', 'whatever', '失败原因'];
    expect(recognise(header).map((r) => r.field)).toEqual(['name', 'phone', 'qq', 'email', 'source']);
  });

  it('REQ-D24 whose column it is makes no difference: headings of leads, students and customers', () => {
    const chinese = ['线索编号', '学员姓名', '客户电话', '线索来源', '学生地址', '客户级别', '客户'];
    expect(recognise(chinese).map((r) => r.field)).toEqual(['externalId', 'name', 'phone', 'source', 'address', 'level']);
    const english = ['Lead Number', 'Student Name', 'Customer Phone', 'Lead Source', 'client e-mail', 'Leads', 'Student'];
    expect(recognise(english).map((r) => r.field)).toEqual(['externalId', 'name', 'phone', 'source', 'email']);
  });

  it('every column has a name of its own, whatever the headings are', () => {
    const { names, renamed } = headerOf(['姓名', null, '电话', '电话', '电话 (2)'], [['a', null, null, null, null, 'b']], 'zh-CN');
    expect(names).toEqual(['姓名', '第 B 列', '电话', '电话 (3)', '电话 (2)', '第 F 列']);
    expect(renamed).toEqual([
      { column: 'B', heading: null, as: '第 B 列' },
      { column: 'D', heading: '电话', as: '电话 (3)' },
      { column: 'F', heading: null, as: '第 F 列' },
    ]);
  });

  it('REQ-D25 templates, defaults, value maps and texts that mean nothing', () => {
    const mapping = importMapping.parse({
      columns: [
        { column: 'Lead Source', field: 'source' },
        { column: 'City', field: 'area' },
      ],
      templates: { name: 'Lead {Lead Number}' },
      defaults: { source: 'other' },
      values: { source: { Google: 'baidu', Nothing: null } },
      empty: ['Select'],
    });
    const dictionaries = new Map([
      [
        'source',
        new Map([
          ['baidu', 'baidu'],
          ['other', 'other'],
          ['constructor', 'constructor'],
        ]),
      ],
    ]);
    const read = rowDrafter(mapping, ['Lead Number', 'Lead Source', 'City'], choices({ dictionaries }), 'en');
    expect(read(['1', 'Google', 'Mumbai']).draft).toEqual({ source: 'baidu', area: 'Mumbai', name: 'Lead 1' });
    expect(read(['2', 'Nothing', 'select']).draft).toEqual({ source: 'other', name: 'Lead 2' });
    expect(read(['3', 'constructor', null]).draft).toEqual({ source: 'constructor', name: 'Lead 3' });
    expect(read([null, null, ' ']).faults).toMatchObject([{ path: 'name', code: 'required' }]);
  });

  it('names every column the file lacks, every field mapped twice, and a missing name', () => {
    const mapping: ImportMapping = importMapping.parse({
      columns: [
        { column: 'X', field: 'phone' },
        { column: 'A', field: 'phone' },
      ],
      templates: { notes: '{Y}' },
    });
    expect(mappingFaults(mapping, ['A']).map((f) => `${f.path} ${f.code}`)).toEqual([
      'columns.0.column import.column-unknown',
      'columns.1.field import.field-twice',
      'templates.notes import.column-unknown',
      'columns import.name-missing',
    ]);
    expect(
      importMapping.safeParse({
        columns: [],
        values: { source: Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`${i}${'长'.repeat(100)}`, 'x'])) },
      }).success,
    ).toBe(false);
  });
});

describe('a row becomes a customer', () => {
  it('REQ-D24 reads it as a person would', () => {
    expect(
      draft({
        name: '张三',
        phone: '１３８ ００１３ ８０００',
        gender: '女',
        source: '百度推广',
        courses: 'Python全栈；',
        education: '大专',
        tags: '急，重要',
        qq: ' 123456 ',
      }).draft,
    ).toMatchObject({
      name: '张三',
      phone: '+8613800138000',
      gender: 'female',
      source: 'baidu',
      courses: [7],
      education: 'college',
      tags: ['急', '重要'],
      qq: '123456',
    });
  });

  it('names everything that is wrong with it, in the language of the importer', () => {
    const { draft: none, faults } = draft(
      { phone: '12', email: 'x', source: 'nowhere', courses: 'Basket weaving', tags: 'new' },
      { tags: new Set(['old']) },
    );
    expect(none).toBeUndefined();
    expect(faults.map((f) => `${f.path} ${f.code}`).sort()).toEqual([
      'courses import.course-unknown',
      'email email.invalid',
      'name required',
      'phone phone.invalid',
      'source import.value-unknown',
      'tags import.tag-unknown',
    ]);
    expect(faults.every((f) => f.message && f.message !== 'Not valid')).toBe(true);
    expect(draft({ name: '公司', type: '企业', education: '本科' }).faults).toMatchObject([
      { path: 'education', code: 'profile.mismatch' },
    ]);
    const chinese = rowDrafter({ columns: [{ column: 'a', field: 'phone' }] }, ['a'], choices(), 'zh-CN')(['12']);
    expect(chinese.faults.map((f) => f.message)).toEqual(['电话号码格式不正确', '必填']);
  });

  it('REQ-D25 unknown dictionary values are kept as the file spells them, or emptied, when asked', () => {
    const read = rowDrafter(
      {
        columns: [
          { column: 'n', field: 'name' },
          { column: 's', field: 'source' },
        ],
      },
      ['n', 's'],
      choices({ unknown: 'keep' }),
      'en',
    );
    expect(read(['A', 'Olark Chat'])).toMatchObject({ draft: { source: 'Olark Chat' }, kept: ['source'] });
    expect(read(['B', 'olark chat'])).toMatchObject({ draft: { source: 'olark chat' }, kept: ['source'] });
    expect(read(['C', 'Baidu'])).toMatchObject({ draft: { source: 'baidu' }, kept: [] });
    expect(draft({ name: 'A', source: 'Olark Chat' }, { unknown: 'empty' }).draft!.source).toBeUndefined();
  });
});
