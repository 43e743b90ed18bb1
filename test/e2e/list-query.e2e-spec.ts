import fc from 'fast-check';
import { Column, type DataSource, Entity, PrimaryColumn } from 'typeorm';
import { DomainError } from '../../src/platform/errors/domain-error.js';
import { encodeCursor, listQuery, pageOf } from '../../src/platform/http/list-query.js';
import { STACK } from '../app.js';
import { probeSource } from '../probe-source.js';

@Entity('probe_item')
class Item {
  @PrimaryColumn({ type: 'int' }) id: number;
  @Column({ type: 'int', nullable: true }) score: number | null;
  @Column({ type: 'varchar', length: 10, nullable: true }) name: string | null;
}
const SORTS = { score: 'score', name: 'name', id: 'id' };
const item = fc.record({
  score: fc.option(fc.integer({ min: -2, max: 2 }), { nil: null }),
  name: fc.option(fc.constantFrom('a', 'b', '李', ''), { nil: null }),
});

describe(`pages on ${STACK}`, () => {
  let source: DataSource;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ source, close } = await probeSource([Item]));
  });
  afterAll(() => close());
  const page = (list: { sort?: string; page?: number; cursor?: string | undefined }, pageSize: number) =>
    pageOf(source.getRepository(Item).createQueryBuilder('item'), { page: 1, pageSize, ...list }, SORTS, 'id');

  it('walked by cursor or by page number, every row comes once and in the same order, with NULLs and equal values', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(item, { maxLength: 23 }),
        fc.constantFrom('score', '-score', 'name', '-name', 'id', '-id'),
        fc.integer({ min: 1, max: 7 }),
        async (items, sort, size) => {
          await source.query('DELETE FROM probe_item');
          if (items.length) await source.getRepository(Item).insert(items.map((values, index) => ({ id: index + 1, ...values })));
          const numbered: number[] = [];
          for (let n = 1; n <= Math.ceil(items.length / size) + 1; n++)
            numbered.push(...(await page({ sort, page: n }, size)).items.map((row) => row.id));
          const walked: number[] = [];
          for (let cursor: string | undefined; ;) {
            const { items: part, total, nextCursor } = await page({ sort, cursor }, size);
            expect(total).toBe(items.length);
            walked.push(...part.map((row) => row.id));
            if (!nextCursor) break;
            cursor = nextCursor;
            expect(walked.length).toBeLessThanOrEqual(items.length);
          }
          expect(walked).toEqual(numbered);
          expect([...walked].sort((a, b) => a - b)).toEqual(items.map((_, index) => index + 1));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a row that goes away or comes in front does not make a cursor lose or repeat others', async () => {
    await source.query('DELETE FROM probe_item');
    await source.getRepository(Item).insert([1, 2, 3, 4, 5, 6].map((id) => ({ id, score: Math.ceil(id / 2), name: null })));
    const first = await page({ sort: 'score' }, 2);
    await source.query('DELETE FROM probe_item WHERE id = 1');
    await source.getRepository(Item).insert({ id: 7, score: 0, name: null });
    const second = await page({ sort: 'score', cursor: first.nextCursor! }, 2);
    expect(second.items.map((row) => row.id)).toEqual([3, 4]);
  });

  it('a cursor that is not ours, or of another order, is refused', async () => {
    const place = encodeCursor({ sort: 'name', value: 'a', id: 1 });
    for (const cursor of [
      'x',
      '',
      Buffer.from('{"a":1}').toString('base64url'),
      Buffer.from('["id",{},1]').toString('base64url'),
      place,
    ].filter(Boolean))
      await expect(page({ sort: 'score', cursor }, 2)).rejects.toThrow(DomainError);
  });

  it('REQ-SY6 takes documented names and sizes only', () => {
    const list = listQuery({ sorts: ['name'] });
    expect(list.parse({})).toEqual({ page: 1, pageSize: 20 });
    expect(list.parse({ page: '3', pageSize: '100', sort: '-name', search: ' x ' })).toEqual({
      page: 3,
      pageSize: 100,
      sort: '-name',
      search: 'x',
    });
    for (const query of [
      { sort: 'passwordHash' },
      { sort: 'CASE WHEN 1 THEN 1 END' },
      { pageSize: '101' },
      { page: '0' },
      { page: '1e9' },
      { colour: 'red' },
      { page: 'x' },
    ])
      expect(list.safeParse(query).success).toBe(false);
  });
});
