import { subject } from '@casl/ability';
import { abilityOf } from '../../platform/permissions/ability.js';
import { conditionFaults } from './condition-check.js';
import { type Conditions, fillConditions, type NamedUser } from './conditions.js';

const ada: NamedUser = { id: 7, departmentId: 3, departmentTreeIds: [3, 4] };
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
    const fields = new Set(['a', 'b']);
    expect(conditionFaults({ a: 1, b: { $in: ['x', 2] }, $or: [{ a: null }, { b: { $gte: '${user.id}' } }] }, fields)).toEqual([]);
    const bad = { c: 1, a: { $in: [null] }, b: { $gt: null }, $nor: [{ a: 1 }], $and: [{ a: { $regex: 'x' } }] };
    expect(conditionFaults(bad, fields).map((f) => `${f.path} ${f.code}`)).toEqual([
      'conditions.c rule.field-unknown',
      'conditions.a.$in rule.value-invalid',
      'conditions.b.$gt rule.value-invalid',
      'conditions.$nor rule.operator-unknown',
      'conditions.$and.0.a.$regex rule.operator-unknown',
    ]);
  });

  it('nesting is bounded', () => {
    let deep: Conditions = { a: 1 };
    for (let i = 0; i < 6; i++) deep = { $and: [deep] };
    expect(conditionFaults(deep, new Set(['a']))).toHaveLength(1);
  });
});
