import type { Grant } from '../permissions/granted-rule.js';
import type { SubjectCatalogue } from '../permissions/subject-catalogue.js';
import { changeOf, heldRight } from './held-rights.js';

const FIELDS = { name: { 'zh-CN': '', en: '' }, phone: { 'zh-CN': '', en: '' } };
const catalogue = {
  subject: () => ({ fields: FIELDS }),
  rowsWithin: (_subject: string, reach: string, custom: object | null) =>
    reach === 'all' ? null : reach === 'custom' ? custom : { reach },
} as unknown as SubjectCatalogue;
const grant = (reach: Grant['reach'], more: Partial<Grant> = {}): Grant => ({
  roleId: 1,
  permissionId: 1,
  action: 'read',
  subject: 'Customer',
  reach,
  conditions: null,
  permissionConditions: null,
  fields: null,
  inverted: false,
  ...more,
});
const held = (...grants: Grant[]) => heldRight(grants, 'read', 'Customer', catalogue);
const change = (before: Grant[], after: Grant[]) => changeOf(held(...before), held(...after), Object.keys(FIELDS));

describe('what several roles come to', () => {
  it('REQ-B6 is the widest of them, and nothing where one forbids it', () => {
    expect(held()).toBeNull();
    expect(held(grant('own'), grant('tree'))).toMatchObject({ reach: 'tree', fields: null });
    expect(held(grant('all'), grant('all', { inverted: true }))).toBeNull();
    expect(held(grant('all', { action: 'manage', subject: 'all' }))).toMatchObject({ reach: 'all' });
    expect(held(grant('all', { fields: ['name'] }), grant('own', { fields: ['phone'] }))).toMatchObject({ fields: null });
    expect(held(grant('all'), grant('all', { inverted: true, fields: ['phone'] }))).toMatchObject({ fields: ['name'] });
  });

  it('REQ-B9 changes in words of its own, and not where another role gives the same anyway', () => {
    expect(change([], [grant('own')])).toMatchObject({ change: 'gain', from: null, to: 'own' });
    expect(change([grant('tree')], [])).toMatchObject({ change: 'loss', from: 'tree', to: null });
    expect(change([grant('own')], [grant('all')])).toMatchObject({ change: 'wider' });
    expect(change([grant('all')], [grant('department')])).toMatchObject({ change: 'narrower' });
    expect(change([grant('all')], [grant('all'), grant('own')])).toBeNull();
    expect(change([grant('all')], [grant('all', { fields: ['name'] })])).toMatchObject({
      change: 'changed',
      fieldsLost: ['phone'],
      fieldsGained: [],
    });
    expect(change([grant('own')], [grant('own'), grant('custom', { conditions: { source: 'web' } })])).toMatchObject({ change: 'changed' });
    expect(change([grant('all')], [grant('all'), grant('custom', { conditions: { source: 'web' }, inverted: true })])).toMatchObject({
      change: 'changed',
    });
  });
});
