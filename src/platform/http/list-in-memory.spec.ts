import fc from 'fast-check';
import { DomainError } from '../errors/domain-error.js';
import { pageOfAll } from './list-in-memory.js';
import { encodeCursor } from './list-query.js';

const LIST = {
  sorts: { group: (row: Row) => row.group, name: (row: Row) => row.name },
  defaultSort: 'name',
  key: (row: Row) => row.id,
  texts: (row: Row) => [row.name, null],
};
interface Row {
  id: number;
  group: number;
  name: string;
}
const rows = fc
  .array(fc.record({ group: fc.integer({ min: 0, max: 2 }), name: fc.constantFrom('a', 'b', '李', '') }), { maxLength: 23 })
  .map((list) => list.map((row, index) => ({ id: index + 1, ...row })));
const page = (all: readonly Row[], list: { sort?: string; page?: number; cursor?: string; search?: string }, pageSize: number) =>
  pageOfAll(all, { page: 1, pageSize, ...list }, LIST);

describe('pages of rows that are all at hand', () => {
  it('walked by cursor or by page number, every row comes once and in the same order', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom('group', '-group', 'name', '-name'), fc.integer({ min: 1, max: 7 }), (all, sort, size) => {
        const numbered = Array.from({ length: Math.ceil(all.length / size) + 1 }, (_, n) => page(all, { sort, page: n + 1 }, size).items);
        const walked: Row[] = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          const part: ReturnType<typeof page> = page(all, { sort, ...(cursor ? { cursor } : {}) }, size);
          expect(part.total).toBe(all.length);
          walked.push(...part.items);
          cursor = part.nextCursor;
        }
        expect(walked).toEqual(numbered.flat());
        expect(walked.map((row) => row.id).sort((a, b) => a - b)).toEqual(all.map((row) => row.id));
      }),
    );
  });

  it('a row that goes away does not make a cursor lose or repeat others', () => {
    const all = [1, 2, 3, 4].map((id) => ({ id, group: 1, name: 'x' }));
    const first = page(all, { sort: 'group' }, 2);
    expect(page(all.slice(2), { sort: 'group', cursor: first.nextCursor! }, 2).items.map((row) => row.id)).toEqual([3, 4]);
  });

  it('searches, whatever the case, and counts what it found', () => {
    const all = ['Anna', 'hanna', 'Bob'].map((name, index) => ({ id: index, group: 0, name }));
    expect(page(all, { search: 'ANNA' }, 1)).toMatchObject({ items: [{ name: 'Anna' }], total: 2 });
  });

  it('REQ-SY6 refuses sorts nobody documented and cursors that are not ours', () => {
    const foreign = [
      encodeCursor({ sort: 'group', value: '[1,1]', id: 0 }),
      encodeCursor({ sort: 'name', value: 'x', id: 0 }),
      encodeCursor({ sort: 'name', value: '[1]', id: 0 }),
      'x',
    ];
    for (const cursor of foreign) expect(() => page([], { sort: 'name', cursor }, 2)).toThrow(DomainError);
    expect(() => page([], { sort: 'secret' }, 2)).toThrow(DomainError);
  });
});
