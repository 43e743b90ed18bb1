import { customerBody, customerRow, tagsOf } from './customer-form.js';
import { customerItem, type ListRow, visibleOnly } from './customer.view.js';

const row: ListRow = {
  id: 12,
  type: 'person',
  name: '小明',
  phone: '+8613800138000',
  qq: '123456',
  wechat: 'wx_ming',
  email: 'ming@example.com',
  gender: null,
  area: '北京',
  source: 'baidu',
  status: 'open',
  level: null,
  satisfaction: null,
  credit: null,
  holding: 'owned',
  holdingSince: 0,
  ownerId: 7,
  departmentId: 3,
  ownedSince: 0,
  lastFollowUpAt: null,
  followUpDueOn: '2026-11-24',
  dealDueOn: null,
  reclaimAt: 86_400_000,
  lockedUntil: null,
  lostReason: null,
  createdById: 7,
  createdAt: 0,
  updatedAt: 0,
  version: 3,
  doNotCall: 0,
  doNotMail: 1,
};

describe('a customer in a list', () => {
  it('REQ-D15 carries his number, and instants as ISO 8601', () => {
    expect(customerItem(row, '李雷', true)).toMatchObject({
      number: 'C00000012',
      phone: '+8613800138000',
      masked: false,
      reclaimAt: '1970-01-02T00:00:00.000Z',
      lastFollowUpAt: null,
      doNotCall: false,
      doNotMail: true,
    });
  });

  it('shows no contact data to those who may not see it', () => {
    const text = JSON.stringify(customerItem(row, '李雷', false));
    for (const secret of ['13800138000', '123456', 'wx_ming', 'ming@example']) expect(text).not.toContain(secret);
    expect(customerItem(row, '李雷', false)).toMatchObject({ phone: '138****8000', masked: true });
  });

  it('leaves out what a role does not see, with what goes with it', () => {
    const seen = visibleOnly(customerItem(row, '李雷', true), new Set(['name', 'holding']));
    expect(Object.keys(seen).sort()).toEqual([
      'createdById',
      'holding',
      'holdingSince',
      'id',
      'masked',
      'name',
      'number',
      'updatedAt',
      'version',
    ]);
    expect(visibleOnly(customerItem(row, '李雷', true), new Set(['reclaimAt']))).toMatchObject({
      followUpDueOn: '2026-11-24',
      reclaimAt: '1970-01-02T00:00:00.000Z',
    });
  });
});

describe('the flat form', () => {
  it('nests profiles and splits tags in whatever separators', () => {
    expect(
      customerBody({ type: 'person', name: 'x', education: 'college', employer: '公司', bank: '', tags: '意向强，周末班, VIP' }),
    ).toEqual({
      type: 'person',
      name: 'x',
      person: { education: 'college', company: '公司' },
      tags: ['意向强', '周末班', 'VIP'],
    });
    expect(customerBody({ major: '' })).toEqual({ person: { major: '' } });
    expect(tagsOf(null)).toEqual([]);
    expect(tagsOf(5)).toBe(5);
  });

  it('shows a customer as one row', () => {
    expect(
      customerRow({
        id: 1,
        ownerId: 7,
        ownerName: '张',
        tags: ['a', 'b'],
        person: { company: '公司', major: '数学' } as never,
        company: null,
      }),
    ).toEqual({
      id: 1,
      ownerId: { id: 7, title: '张' },
      tags: 'a, b',
      employer: '公司',
      major: '数学',
    });
  });
});
