import { startApp, STACK, type TestApp } from '../app.js';
import { textRow, workbookZip } from '../builders/workbook-file.js';
import { Importer } from '../imports.js';
import { newStaff, signIn } from '../staff.js';

type Row = { id: number; name: string; ownerId: number | null };

describe(`an institute that kept its customers in workbooks, on ${STACK}`, () => {
  let house: TestApp;
  beforeAll(async () => {
    house = await startApp();
  });
  afterAll(() => house.close());

  const call = async (method: 'GET' | 'POST' | 'PUT', path: string, headers: object, payload?: object) => {
    const answer = await house.app.inject({ method, url: `/api/${path}`, headers: { ...headers }, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.body ? answer.json() : undefined };
  };

  it('REQ-SY11 manages its staff, shares new customers out, allocates the others by the pool, and everybody sees what his role lets him see', async () => {
    const admin = await signIn(house);
    // staff, as rights want them
    const department = (await call('POST', 'departments', admin, { code: 8101, name: '销售一部' })).body;
    const role = (await call('GET', 'roles?search=salesperson', admin)).body.items[0];
    const people = [];
    for (const username of ['ann', 'ben']) {
      const made = await call('POST', 'staff', admin, {
        username,
        name: username,
        departmentId: department.id,
        roleIds: [role.id],
        password: 'a-good-Passphrase',
      });
      expect(made.status).toBe(201);
      people.push({ id: made.body.id as number, headers: await signIn(house, username, 'a-good-Passphrase') });
      const quota = { staffId: made.body.id, weight: 1, perRound: 1 };
      expect((await call('POST', 'distribution/quotas', admin, quota)).status).toBe(201);
    }
    const [ann, ben] = people as [(typeof people)[0], (typeof people)[0]];

    // the workbook comes in, and what is in it is shared out
    const rows = [['姓名', '电话', '客户来源'], ...Array.from({ length: 6 }, (_, i) => [`客户${i}`, `1380013800${i}`, '百度推广'])];
    const file = workbookZip({ rows: rows.map((cells, i) => textRow(i + 1, ...cells)).join('') });
    const importer = new Importer(house, admin);
    const done = await importer.ended((await importer.start(file, {}, '客户.xlsx')).id);
    expect(done).toMatchObject({ state: 'done', created: 6 });
    const held = async (who: { headers: object }): Promise<Row[]> => (await call('GET', 'customers?pageSize=100', who.headers)).body.items;
    for (let tries = 0; tries < 200 && (await held(ann)).length + (await held(ben)).length < 6; tries++)
      await new Promise((next) => setTimeout(next, 50));
    const [hers, his] = [await held(ann), await held(ben)];
    expect([hers.length, his.length]).toEqual([3, 3]);
    expect(hers.every((c) => c.ownerId === ann.id) && his.every((c) => c.ownerId === ben.id)).toBe(true);

    // what one gives back another takes
    const [given] = hers as [Row];
    expect((await call('GET', `customers/${given.id}`, ben.headers)).status).toBe(404);
    expect((await call('POST', `customers/${given.id}/release`, ann.headers, { reason: '无意向' })).status).toBe(200);
    expect((await call('POST', `pool/${given.id}/claim`, ben.headers)).status).toBe(200);
    expect((await held(ben)).map((c) => c.id)).toContain(given.id);

    // and rights are the same everywhere
    const lecturer = await newStaff(house, { roles: ['lecturer'] });
    expect((await call('POST', 'imports', lecturer.headers)).status).toBe(403);
    expect((await call('POST', 'staff', ann.headers, { username: 'x', name: 'X' })).status).toBe(403);
    expect((await call('POST', `pool/${given.id}/claim`, lecturer.headers)).status).toBe(403);
  });
});
