import { allOf, anyOf, countSql, pageSql, splitRanges, totalSql } from './customer-list.sql.js';

const owner = { sql: 'c.ownerId = ?', params: [7] };
const department = { sql: 'c.departmentId IN (?, ?)', params: [3, 4] };
const newest = { column: 'id', descending: true };
const marks = (sql: string) => sql.split('?').length - 1;

describe('statements of the customer list', () => {
  it('a list of departments becomes one range each, so that every index hands its rows out in order', () => {
    expect(splitRanges([owner, department])).toEqual([
      owner,
      { sql: 'c.departmentId = ?', params: [3] },
      { sql: 'c.departmentId = ?', params: [4] },
    ]);
    const many = {
      sql: `c.departmentId IN (${Array.from({ length: 30 }, () => '?').join(', ')})`,
      params: Array.from({ length: 30 }, (_, i) => i),
    };
    expect(splitRanges([many])).toEqual([many]);
    const custom = { sql: '(c.source = ? AND c.departmentId IN (?))', params: ['baidu', 1] };
    expect(splitRanges([custom])).toEqual([custom]);
  });

  it.each([
    [1, undefined, undefined],
    [3, { value: null, id: 9 }, 'all' as const],
    [2, { value: 'x', id: 9 }, { departmentIds: [3], ownerIds: [7] }],
  ])('has a value for every mark with %d branches', (branches, after, total) => {
    for (const order of [newest, { column: 'name', descending: false }, { column: 'reclaimAt', descending: true }]) {
      const { sql, params } = pageSql({
        branches: [owner, department, owner].slice(0, branches),
        order,
        after,
        limit: 21,
        offset: 0,
        total,
      });
      expect(marks(sql)).toBe(params.length);
    }
  });

  it('a page of several branches unites short ranges instead of merging them', () => {
    const { sql } = pageSql({ branches: splitRanges([owner, department]), order: newest, limit: 21, offset: 0 });
    expect(sql.match(/ UNION /g)).toHaveLength(2);
    expect(sql).not.toContain(' OR ');
    expect(sql.match(/deletedAt IS NULL/g)).toHaveLength(3);
  });

  it('each branch counts what the ones before it have not', () => {
    const { sql, params } = countSql([owner, department]);
    expect(sql).toContain('NOT COALESCE((c.ownerId = ?), 0)');
    expect(params).toEqual([7, 3, 4, 7]);
  });

  it('conditions join, and none is everything or nothing', () => {
    expect(allOf({ sql: '1=1', params: [] }, undefined)).toEqual({ sql: '1=1', params: [] });
    expect(allOf(owner, department)).toEqual({ sql: 'c.ownerId = ? AND c.departmentId IN (?, ?)', params: [7, 3, 4] });
    expect(anyOf([])).toEqual({ sql: '1=0', params: [] });
    expect(anyOf([owner, department]).sql).toBe('((c.ownerId = ?) OR (c.departmentId IN (?, ?)))');
    expect(totalSql({ departmentIds: [], ownerIds: [] }).sql).toBe('SELECT 0');
  });
});
