import { DAY, HOUR } from '../../../platform/context/clock.js';
import { filtersOf } from './customer-filter.js';
import { customerList } from './customer-list.dto.js';
import { searchOf } from './customer-search.js';

const NOW = Date.parse('2026-11-21T04:00:00Z');
/** A business zone eight hours ahead of UTC. */
const time = {
  startOf: (day: string) => Date.parse(`${day}T00:00:00+08:00`),
  addDays: (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10),
};
const filters = (query: object) =>
  filtersOf(customerList.parse(query), { now: NOW, userId: 7, time, importsSeen: () => ({ sql: 'i.createdById = ?', params: [7] }) });

describe('filters of the customer list', () => {
  it('REQ-D33 combine, each with the field one must be allowed to see', () => {
    expect(filters({ status: 'open', source: 'baidu,sogou', ownerId: ['me', '9'], type: 'person' })).toEqual([
      { field: 'type', sql: 'c.type = ?', params: ['person'] },
      { field: 'status', sql: 'c.status = ?', params: ['open'] },
      { field: 'source', sql: 'c.source IN (?, ?)', params: ['baidu', 'sogou'] },
      { field: 'ownerId', sql: 'c.ownerId IN (?, ?)', params: [7, 9] },
    ]);
    expect(filters({ courseId: '3', tag: '意向强' }).map((f) => [f.field, f.params])).toEqual([
      ['courseIds', [3]],
      ['tags', ['意向强']],
    ]);
    expect(filters({ importId: '3,4' })).toEqual([
      {
        field: 'id',
        sql: 'c.id IN (SELECT r.customerId FROM import_row r JOIN customer_import i ON i.id = r.importId WHERE r.importId IN (?, ?) AND i.createdById = ?)',
        params: [3, 4, 7],
      },
    ]);
    expect(filters({})).toEqual([]);
  });

  it('spans are whole business days, or exact instants, both ends included', () => {
    expect(filters({ createdFrom: '2026-11-01', createdTo: '2026-11-01' })).toEqual([
      { field: 'createdAt', sql: 'c.createdAt >= ?', params: [Date.parse('2026-10-31T16:00:00Z')] },
      { field: 'createdAt', sql: 'c.createdAt < ?', params: [Date.parse('2026-11-01T16:00:00Z')] },
    ]);
    expect(filters({ followedUpTo: '2026-11-01T00:00:00Z' })).toEqual([
      { field: 'lastFollowUpAt', sql: 'c.lastFollowUpAt < ?', params: [Date.parse('2026-11-01T00:00:00Z') + 1] },
    ]);
  });

  it('REQ-D32 counts neglect from the owner’s last follow-up, else from the receipt; without an owner from whoever was in touch last, else from the entry', () => {
    expect(filters({ notFollowedUpForDays: '30' })).toEqual([
      {
        field: 'lastFollowUpAt',
        sql: 'CASE WHEN c.ownerId IS NULL THEN COALESCE(c.lastInteractionAt, c.createdAt) ELSE COALESCE(c.lastFollowUpAt, c.ownedSince, c.createdAt) END <= ?',
        params: [NOW - 30 * DAY],
      },
    ]);
    expect(filters({ dueWithinHours: '24' })).toEqual([{ field: 'reclaimAt', sql: 'c.reclaimAt <= ?', params: [NOW + 24 * HOUR] }]);
  });
});

describe('search', () => {
  const sight = { sql: 'c.ownerId = ?', params: [7] };
  const ways = (text: string, anyPart = true) =>
    searchOf(text, { anyPart, sight }).map(({ field, params }) => [field, params[0], params.at(-1)]);

  it('REQ-D19 takes any part of a name in small scopes, its beginning in large ones, literally', () => {
    expect(ways('张')).toEqual([['name', '%张%', '%张%']]);
    expect(ways('张', false)).toEqual([['name', '张%', '张%']]);
    expect(ways('100%_!')).toEqual([['name', '%100!%!_!!%', '%100!%!_!!%']]);
  });

  it('contact data is searched only where it is seen', () => {
    expect(ways('138 0013')).toEqual([
      ['name', '%138 0013%', '%138 0013%'],
      ['phone', '+861380013', 7],
    ]);
    expect(ways('１３８００')).toEqual([
      ['name', '%13800%', '%13800%'],
      ['id', 13_800, 13_800],
      ['phone', '+8613800', 7],
      ['qq', '13800', 7],
    ]);
    expect(ways('Ming@ex')).toEqual([
      ['name', '%Ming@ex%', '%Ming@ex%'],
      ['email', 'ming@ex', 7],
    ]);
  });

  it('REQ-D15 a number is an id, and its beginning a range of ids', () => {
    expect(ways('C00000123').at(-1)).toEqual(['id', 123, 123]);
    expect(ways('c0000012').at(-1)).toEqual(['id', 120, 129]);
    expect(ways('C123456789').at(-1)).toEqual(['id', 123_456_789, 123_456_789]);
    expect(ways('00001998')[1]).toEqual(['id', 1998, 1998]);
    expect(ways('1998')[1]).toEqual(['id', 1998, 1998]);
  });
});
