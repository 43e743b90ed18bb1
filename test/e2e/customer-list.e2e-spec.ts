import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../src/platform/database/database.js';
import { STACK, type TestApp, startApp } from '../app.js';
import { ADMIN, type AuthHeaders, newStaff, signIn } from '../staff.js';

type Row = { id: number; name: string; ownerId: number | null; ownerName: string | null };
type Page = { items: Row[]; total: number; nextCursor: string | null };

describe('the list of customers', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  let me: { id: number; headers: AuthHeaders };
  let colleague: { id: number; headers: AuthHeaders };
  let stranger: { id: number; headers: AuthHeaders };

  const list = async (query: string, who = me) => {
    const answer = await house.app.inject({ url: `/api/customers?${query}`, headers: who.headers });
    expect(answer.statusCode).toBe(200);
    return answer.json<Page>();
  };
  const create = async (who: { headers: AuthHeaders }, name: string) => {
    const answer = await house.app.inject({ method: 'POST', url: '/api/customers', headers: who.headers, payload: { name } });
    expect(answer.statusCode).toBe(201);
    return answer.json<Row>();
  };

  beforeAll(async () => {
    house = await startApp();
    admin = await signIn(house, ADMIN.username);
    // mine and my department's: two ranges, and what is mine stands in both
    me = await newStaff(house, { roles: ['salesperson', 'sales-supervisor'], departmentCode: 7001 });
    colleague = await newStaff(house, { name: '王同事', roles: ['salesperson'], departmentCode: 7001 });
    stranger = await newStaff(house, { roles: ['salesperson'], departmentCode: 7002 });
    for (let n = 1; n <= 5; n++) await create(me, `甲方${n}号李小明`);
    for (let n = 1; n <= 4; n++) await create(colleague, `乙方${n}号李小明`);
    for (let n = 1; n <= 3; n++) await create(stranger, `丙方${n}号李小明`);
  });
  afterAll(() => house.close());

  it('REQ-D33 REQ-D19 counts exactly and names each once, whatever it is ordered by, page by page or by cursor', async () => {
    for (const sort of ['id', '-id', 'name', '-name', '-ownedSince', 'reclaimAt'])
      for (const search of ['', `&search=${encodeURIComponent('李小')}`]) {
        const pages: Row[] = [];
        for (let cursor = ''; ;) {
          const page = await list(`pageSize=4&sort=${sort}${search}${cursor}`);
          expect(page.total).toBe(9);
          pages.push(...page.items);
          if (!page.nextCursor) break;
          cursor = `&cursor=${page.nextCursor}`;
        }
        expect(new Set(pages.map((row) => row.id)).size).toBe(9);
        expect(pages.some((row) => row.name.startsWith('丙'))).toBe(false);
        const second = await list(`pageSize=4&page=2&sort=${sort}${search}`);
        expect(second.items.map((row) => row.id)).toEqual(pages.slice(4, 8).map((row) => row.id));
      }
  });

  it('REQ-D19 finds any part of a name, along with filters, and only the beginning where that is asked for', async () => {
    const found = async (query: string) => (await list(query)).total;
    expect(await found(`search=${encodeURIComponent('3号')}`)).toBe(2);
    expect(await found(`search=${encodeURIComponent('方5')}&ownerId=me`)).toBe(1);
    expect(await found(`search=${encodeURIComponent('小明')}&ownerId=${colleague.id}&status=open`)).toBe(4);
    expect(await found(`startsWith=${encodeURIComponent('小明')}`)).toBe(0);
    expect(await found(`startsWith=${encodeURIComponent('乙方')}`)).toBe(4);
    expect(await found(`search=${encodeURIComponent('丙')}`)).toBe(0);
  });

  it('REQ-B19 names an owner as he is called now, within a second in every process', async () => {
    const named = async () => (await list(`ownerId=${colleague.id}`)).items.map((row) => row.ownerName);
    expect(await named()).toEqual(Array.from({ length: 4 }, () => '王同事'));
    // another process, where there is one database for several
    const other = STACK === 'mysql' ? await startApp({}, house.world) : house;
    try {
      const there = async () =>
        (await other.app.inject({ url: `/api/customers?ownerId=${colleague.id}`, headers: me.headers })).json<Page>().items[0]!.ownerName;
      expect(await there()).toBe('王同事');
      const url = `/api/staff/${colleague.id}`;
      const { version } = (await house.app.inject({ url, headers: admin })).json<{ version: number }>();
      const changed = await house.app.inject({ method: 'PATCH', url, headers: admin, payload: { name: '王改名', version } });
      expect(changed.statusCode).toBe(200);
      expect(new Set(await named())).toEqual(new Set(['王改名']));
      const changedAt = performance.now();
      while ((await there()) !== '王改名' && performance.now() - changedAt < 1000) await sleep(50);
      expect(await there()).toBe('王改名');
    } finally {
      if (other !== house) await other.close();
    }
  });

  it('a prepared statement says what a plain one says: numbers, instants, texts, NULL and booleans, in and out of a transaction', async () => {
    const database = house.app.get(Database, { strict: false });
    const at = 1_790_000_000_123;
    const sql = `SELECT c.id, c.name, c.wechat, c.doNotCall, c.createdAt, c.version FROM customer c
      WHERE c.ownerId = ? AND c.createdAt < ? AND c.name LIKE ? AND (c.wechat IS NULL OR c.wechat <> ?) AND c.doNotCall = ? ORDER BY c.id`;
    const params = [me.id, at * 10, '甲方%', '😀', false];
    const plain = await database.rows(sql, params);
    expect(plain).toHaveLength(5);
    expect(await database.rows(sql, params, { prepared: true })).toEqual(plain);
    expect(await database.transaction(() => database.rows(sql, params, { prepared: true }))).toEqual(plain);
    const kept = await database.transaction(async () => {
      const change = 'UPDATE customer SET wechat = ?, holdingSince = ? WHERE id = ? AND wechat IS NULL';
      const id = Number(plain[0]!['id']);
      expect(await database.run(change, ['微信😀', at, id], { prepared: true })).toBe(1);
      expect(await database.run(change, [null, at, id], { prepared: true })).toBe(0);
      return database.rows('SELECT wechat, holdingSince FROM customer WHERE id = ?', [id], { prepared: true });
    });
    expect(kept).toEqual([{ wechat: '微信😀', holdingSince: at }]);
  });
});
