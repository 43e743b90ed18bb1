import { subject } from '@casl/ability';
import { abilityOf } from '../../../platform/permissions/ability.js';
import { asStored, type ConditionFields, conditionFaults } from './condition-check.js';
import { type Conditions, fillConditions, type NamedUser } from './conditions.js';

const ada: NamedUser = { id: 7, departmentId: 3, departmentTreeIds: [3, 4] };
const fields: ConditionFields = new Map([
  ['a', 'number'],
  ['b', 'text'],
  ['flag', 'flag'],
  ['at', 'instant'],
]);
const homeless: NamedUser = { id: 8, departmentId: null, departmentTreeIds: [] };

describe('condition templates', () => {
  it('REQ-B13 name the caller anywhere, also below $and and $or', () => {
    const template = {
      $or: [
        { ownerId: '${user.id}' },
        { $and: [{ departmentId: { $in: '${user.departmentTreeIds}' } }, { departmentId: { $ne: '${user.departmentId}' } }] },
      ],
    };
    expect(fillConditions(template, ada)).toEqual({
      $or: [{ ownerId: 7 }, { $and: [{ departmentId: { $in: [3, 4] } }, { departmentId: { $ne: 3 } }] }],
    });
  });

  it.each([
    { departmentId: '${user.departmentId}' },
    { departmentId: { $eq: '${user.departmentId}' } },
    { departmentId: { $ne: '${user.departmentId}' } },
    { departmentId: { $in: '${user.departmentTreeIds}' } },
  ])('REQ-C5 somebody without a department reaches no row by %j, above all not those without one', (template) => {
    const ability = abilityOf([{ action: 'read', subject: 'Row', conditions: fillConditions(template as Conditions, homeless) }]);
    for (const departmentId of [null, 3]) expect(ability.can('read', subject('Row', { departmentId }))).toBe(false);
  });

  it('a null that was written stays what it says', () => {
    expect(fillConditions({ ownerId: null, poolId: { $ne: null } }, homeless)).toEqual({ ownerId: null, poolId: { $ne: null } });
  });

  it('REQ-B13 what cannot be understood is named', () => {
    const good = { a: 1, b: { $in: ['x', '2'] }, $or: [{ a: null }, { a: { $gte: '${user.id}' } }] };
    expect(conditionFaults(good, fields)).toEqual([]);
    const bad = { c: 1, a: { $in: [null] }, at: { $gt: null }, $nor: [{ a: 1 }], $and: [{ a: { $regex: 'x' } }] };
    expect(conditionFaults(bad, fields).map((f) => `${f.path} ${f.code}`)).toEqual([
      'conditions.c rule.field-unknown',
      'conditions.a.$in rule.value-number',
      'conditions.at.$gt rule.value-instant',
      'conditions.$nor rule.operator-unknown',
      'conditions.$and.0.a.$regex rule.operator-unknown',
    ]);
  });

  it.each<[Conditions, string]>([
    [{ a: '5x' }, 'a rule.value-number'],
    [{ a: '2 or 1=1' }, 'a rule.value-number'],
    [{ a: true }, 'a rule.value-number'],
    [{ a: 1.5 }, 'a rule.value-number'],
    [{ a: { $in: ['${user.id}'] } }, 'a.$in rule.value-number'],
    [{ b: 0 }, 'b rule.value-text'],
    [{ b: '${user.id}' }, 'b rule.value-text'],
    [{ b: { $in: '${user.departmentTreeIds}' } }, 'b.$in rule.value-text'],
    [{ b: { $gt: 'a' } }, 'b.$gt rule.operator-unknown'],
    [{ b: '\ud800' }, 'b rule.value-text'],
    [{ flag: 0 }, 'flag rule.value-flag'],
    [{ flag: 'false' }, 'flag rule.value-flag'],
    [{ at: '2099-01-01' }, 'at rule.value-instant'],
    [{ at: { $lt: 'soon' } }, 'at.$lt rule.value-instant'],
    [{ at: { $gte: 5 } }, 'at.$gte rule.value-instant'],
  ])('REQ-B13 a value that MySQL would make something else of is none: %j', (conditions, fault) => {
    expect(conditionFaults(conditions, fields).map((f) => `${f.path} ${f.code}`)).toEqual([`conditions.${fault}`]);
  });

  it('instants are asked for in milliseconds, as they are kept, wherever they stand', () => {
    const written = { $or: [{ at: '1970-01-01T00:00:01Z' }, { at: { $in: ['1970-01-01T08:00:02+08:00'] }, b: '1970-01-01T00:00:01Z' }] };
    expect(conditionFaults(written, fields)).toEqual([]);
    expect(asStored(written, fields)).toEqual({ $or: [{ at: 1000 }, { at: { $in: [2000] }, b: '1970-01-01T00:00:01Z' }] });
  });

  it('nesting is bounded', () => {
    let deep: Conditions = { a: 1 };
    for (let i = 0; i < 6; i++) deep = { $and: [deep] };
    expect(conditionFaults(deep, fields)).toHaveLength(1);
  });
});
