import { recognise } from './import-fields.js';
import { importMapping, mappingFaults, rowReader } from './import-mapping.js';
import { draftOf, type Choices } from './import-draft.js';
import './imports.rules.js';

const choices: Choices = {
  dictionaries: new Map([['source', new Map([['baidu', 'baidu'], ['百度推广', 'baidu']])]]),
  courses: new Map([['python全栈', 7]]),
  unknown: 'refuse',
};
const draft = (record: Record<string, string>, more: Partial<Choices> = {}) => draftOf(new Map(Object.entries(record)), { ...choices, ...more }, 'en');

describe('columns become fields', () => {
  it('REQ-D24 Chinese and English headings are recognised, each field once', () => {
    expect(recognise(['姓名', '手机号码', 'QQ号', 'E-mail', '手机', 'Lead Source', 'whatever']).map((r) => r.field)).toEqual(['name', 'phone', 'qq', 'email', 'source']);
  });
  it('templates, defaults, value maps and texts that mean nothing', () => {
    const mapping = importMapping.parse({
      columns: [{ column: 'Lead Source', field: 'source' }, { column: 'City', field: 'area' }],
      templates: { name: 'Lead {Lead Number}' },
      defaults: { source: 'other' },
      values: { source: { Google: 'google', Nothing: null } },
      empty: ['Select'],
    });
    const read = rowReader(mapping, ['Lead Number', 'Lead Source', 'City']);
    expect(Object.fromEntries(read(['1', 'Google', 'Mumbai']))).toEqual({ source: 'google', area: 'Mumbai', name: 'Lead 1' });
    expect(Object.fromEntries(read(['2', 'Nothing', 'select']))).toEqual({ source: 'other', name: 'Lead 2' });
    expect(Object.fromEntries(read([null, null, ' ']))).toEqual({ source: 'other' });
  });
  it('names every column the file lacks, every field mapped twice, and a missing name', () => {
    const mapping = importMapping.parse({ columns: [{ column: 'X', field: 'phone' }, { column: 'A', field: 'phone' }], templates: { notes: '{Y}' } });
    expect(mappingFaults(mapping, ['A']).map((f) => `${f.path} ${f.code}`)).toEqual([
      'columns.0.column import.column-unknown', 'columns.1.field import.field-twice', 'templates.notes import.column-unknown', 'columns import.name-missing',
    ]);
  });
});

describe('a row becomes a customer', () => {
  it('REQ-D24 reads it as a person would', () => {
    const { draft: d } = draft({ name: '张三', phone: '１３８ ００１３ ８０００', gender: '女', source: '百度推广', courses: 'Python全栈；', education: '大专', tags: '急，重要', qq: ' 123456 ' });
    expect(d).toMatchObject({ name: '张三', phone: '+8613800138000', gender: 'female', source: 'baidu', courseIds: [7], education: 'college', tags: ['急', '重要'], qq: '123456' });
  });
  it('names everything that is wrong with it', () => {
    const { faults } = draft({ phone: '12', email: 'x', source: 'nowhere', courses: 'Basket weaving' });
    expect(faults.map((f) => `${f.path} ${f.code}`).sort()).toEqual(['courses import.course-unknown', 'email email.invalid', 'name required', 'phone phone.invalid', 'source import.value-unknown']);
    expect(faults.every((f) => f.message && f.message !== 'Not valid')).toBe(true);
  });
  it('unknown dictionary values are kept or emptied when asked', () => {
    expect(draft({ name: 'A', source: 'Olark Chat' }, { unknown: 'keep' })).toMatchObject({ draft: { source: 'Olark Chat' }, kept: [{ field: 'source', value: 'Olark Chat' }] });
    expect(draft({ name: 'A', source: 'Olark Chat' }, { unknown: 'empty' }).draft!.source).toBeUndefined();
  });
});
