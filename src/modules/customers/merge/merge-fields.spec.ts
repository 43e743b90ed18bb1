import { changeOf, type Choices, fieldOutcomes, type MergeSide } from './merge-fields.js';

const side = (id: number, values: Record<string, unknown>, type: 'person' | 'company' = 'person'): MergeSide => ({ id, type, values });
const resultsOf = (kept: MergeSide, other: MergeSide, choices: Choices = {}) =>
  Object.fromEntries(fieldOutcomes(kept, other, choices).map(({ field, result }) => [field, result]));

describe('the fields of two records that become one', () => {
  it('keeps what is there, fills what is empty, joins notes', () => {
    const results = resultsOf(
      side(1, { name: '甲', phone: null, area: '', notes: 'a' }),
      side(2, { name: '乙', phone: '+861', area: '北京', notes: 'b' }),
    );
    expect(results).toMatchObject({ name: '甲', phone: '+861', area: '北京', notes: 'a\n\nb', qq: null });
    expect(resultsOf(side(1, { notes: 'a' }), side(2, { notes: 'a' }))).toMatchObject({ notes: 'a' });
  });

  it('does what is chosen, also where that empties a field', () => {
    const [kept, other] = [side(1, { name: '甲', qq: '1', notes: 'a' }), side(2, { name: '乙', notes: 'b' })];
    expect(resultsOf(kept, other, { name: 'other', qq: 'other', notes: 'kept' })).toMatchObject({ name: '乙', qq: null, notes: 'a' });
  });

  it('keeps notes apart that are too long together', () => {
    const long = 'x'.repeat(6000);
    expect(resultsOf(side(1, { notes: long }), side(2, { notes: `${long}y` }))).toMatchObject({ notes: long });
    expect(resultsOf(side(1, { notes: long }), side(2, { notes: `${long}y` }), { notes: 'both' })).toMatchObject({ notes: long });
  });

  it('lets nobody be brought by himself, and forbids what one of the two has forbidden', () => {
    expect(resultsOf(side(1, { referredById: 2 }), side(2, { referredById: 7 }))).toMatchObject({ referredById: null });
    expect(resultsOf(side(1, {}), side(2, { referredById: 1 }))).toMatchObject({ referredById: null });
    expect(resultsOf(side(1, {}), side(2, { referredById: 7 }))).toMatchObject({ referredById: 7 });
    expect(resultsOf(side(1, { doNotCall: false }), side(2, { doNotCall: true, doNotMail: false }))).toMatchObject({
      doNotCall: true,
      doNotMail: false,
    });
  });

  it('leaves profiles alone that are of different kinds, and writes nested what it changes', () => {
    expect(resultsOf(side(1, {}), side(2, { 'company.bank': '工行' }, 'company'))).not.toHaveProperty(['company.bank']);
    const outcomes = fieldOutcomes(
      side(1, { name: '甲' }),
      side(2, { name: '乙', level: 'key', 'person.major': '物理', 'person.salary': '1' }),
      {},
    );
    expect(changeOf(outcomes)).toEqual({ level: 'key', person: { major: '物理', salary: '1' } });
  });
});
