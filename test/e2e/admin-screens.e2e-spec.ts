import { Database } from '../../src/platform/database/database.js';
import { BackOffice, startAppWith } from '../admin.js';
import type { TestApp } from '../app.js';
import { GadgetsModule } from '../fixtures/gadgets.module.js';
import { ADMIN, newStaff, STAFF_PASSWORD } from '../staff.js';

const at = (path: string) => `/api/resources/gadgets${path}`;

describe('screens of the back office', () => {
  let house: TestApp;
  let database: Database;
  let admin: BackOffice, anna: BackOffice, bob: BackOffice, agent: BackOffice, stranger: BackOffice;
  const names = (answer: { body: any }): string[] => answer.body.records.map((r: { title: string }) => r.title).sort();
  const make = async (who: BackOffice, values: Record<string, unknown>): Promise<number> => {
    const answer = await who.post(at('/actions/new'), values);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body.record.id;
  };
  const row = async (id: number) => (await database.rows<Record<string, any>>('SELECT * FROM test_gadget WHERE id = ?', [id]))[0]!;
  beforeAll(async () => {
    house = await startAppWith(GadgetsModule);
    database = house.app.get(Database, { strict: false });
    const person = async (...roles: string[]) => new BackOffice(house).signIn((await newStaff(house, { roles })).username, STAFF_PASSWORD);
    admin = await new BackOffice(house).signIn(ADMIN.username, ADMIN.password);
    [anna, bob, agent, stranger] = [
      await person('salesperson'),
      await person('salesperson'),
      await person('service-agent'),
      await person('lecturer'),
    ];
  });
  beforeEach(() => database.run('DELETE FROM test_gadget'));
  afterAll(() => house.close());

  it('REQ-R1 creates, lists, shows, edits and deletes through the service, in the actor’s name', async () => {
    const id = await make(anna, {
      name: '扳手',
      price: '1,234.5',
      kind: 'red',
      active: 'true',
      dueAt: '2026-03-01T09:30',
      makerId: '1',
      'tags.0': '1',
      'tags.1': '2',
      notes: 'a\nb',
    });
    expect(await row(id)).toMatchObject({
      name: '扳手',
      price: 123450,
      kind: 'red',
      active: 1,
      makerId: 1,
      tags: '[1,2]',
      source: 'admin',
    });
    expect(Number((await row(id)).dueAt)).toBe(Date.parse('2026-03-01T01:30:00Z'));
    const list = (await anna.list('gadgets')).body;
    expect(list.meta).toMatchObject({ total: 1, perPage: 20, page: 1, sortBy: 'createdAt', direction: 'desc' });
    expect(list.records[0].params).toMatchObject({
      name: '扳手',
      price: '¥1,234.50',
      dueAt: '2026-03-01 09:30',
      active: 'true',
      tags: 'Ada · Bo',
    });
    expect(list.records[0].populated.makerId).toMatchObject({ id: 1, title: 'Ada' });
    const form = (await anna.get(at(`/records/${id}/edit`))).body.record;
    expect(form.params).toMatchObject({ price: '1234.50', dueAt: '2026-03-01T09:30', active: true, 'tags.0': 1, 'tags.1': 2, version: 1 });
    expect(Object.keys(form.params)).not.toContain('changedBy');
    const saved = await anna.post(at(`/records/${id}/edit`), { ...form.params, name: '扳手二' });
    expect([saved.status, saved.body.notice]).toEqual([200, { message: '已保存', type: 'success' }]);
    expect(await row(id)).toMatchObject({ name: '扳手二', price: 123450, version: 2 });
    expect((await anna.get(at(`/records/${id}/show`))).body.record.params).toMatchObject({ name: '扳手二', source: 'admin' });
    expect((await anna.post(at(`/records/${id}/delete`))).status).toBe(200);
    expect((await anna.get(at(`/records/${id}/show`))).status).toBe(404);
  });

  it('REQ-R3 a column is a field of the row, or worked out from it in the caller’s language, for reading only', async () => {
    const id = await make(anna, { name: '扳手', price: '12.50' });
    const [listed] = (await anna.list('gadgets')).body.records;
    expect(listed.params).toMatchObject({ price: '¥12.50', worth: '¥25.00' });
    const edited = (await anna.get(at(`/records/${id}/edit`))).body.record;
    expect(edited.params).not.toHaveProperty('worth');
    expect((await anna.post(at(`/records/${id}/edit`), { worth: '1.00' })).body.code).toBe('field.forbidden');
    // what it is made of decides who sees it
    const role = (await admin.send('POST', '/api/roles', { json: { code: 'blind', nameZh: '盲', nameEn: 'Blind' } })).body;
    const [read] = (await admin.send('GET', '/api/permissions?action=read&subject=Gadget')).body.items;
    const permissions = [{ permissionId: read.id, reach: 'all', fields: ['secret'] }];
    expect((await admin.send('PUT', `/api/roles/${role.id}/permissions`, { json: { permissions } })).status).toBe(200);
    const blind = await new BackOffice(house).signIn((await newStaff(house, { roles: ['blind'] })).username, STAFF_PASSWORD);
    const [seen] = (await blind.list('gadgets')).body.records;
    expect([Object.keys(seen.params).includes('name'), seen.params.price, seen.params.worth]).toEqual([true, undefined, undefined]);
    const makers = async (language: string) =>
      (await admin.send('GET', '/admin/api/resources/shelves/actions/list', { headers: { 'accept-language': language } })).body.records;
    expect((await makers('en')).map((r: { title: string }) => r.title)).toEqual(['Shelf 1 of Ada', 'Shelf 2 of Bo']);
    expect((await makers('zh-CN'))[0].params).toMatchObject({ name: 'Ada', label: 'Ada 的 1 号货架' });
  });

  it('REQ-R2 a screen is declared by a call, or by a decorator on its source; both stand in the menu and under the same rules', async () => {
    const state = (await admin.get('/')).text;
    for (const id of ['gadgets', 'makers', 'shelves']) expect(state).toContain(`"${id}"`);
    expect((await admin.list('shelves')).body.meta.total).toBe(2);
    expect((await stranger.list('shelves')).status).toBe(403);
    expect((await admin.post('/api/resources/shelves/actions/new', { name: 'x' })).status).toBe(404);
  });

  it('REQ-R1 an edit sends on what was changed only, and a stale one is refused', async () => {
    const id = await make(anna, { name: 'n', price: '1' });
    const form = (await anna.get(at(`/records/${id}/edit`))).body.record.params;
    expect((await anna.post(at(`/records/${id}/edit`), form)).status).toBe(200);
    expect((await row(id)).version).toBe(1);
    expect((await anna.post(at(`/records/${id}/edit`), { ...form, name: 'first' })).status).toBe(200);
    const late = await anna.post(at(`/records/${id}/edit`), { ...form, name: 'late' });
    expect([late.status, late.body.code, late.body.notice.type]).toEqual([409, 'stale', 'error']);
    expect(late.body.notice.message).toContain('已被他人修改');
    expect((await row(id)).name).toBe('first');
  });

  it('REQ-R11 GET changes nothing, whatever the action', async () => {
    const id = await make(anna, { name: 'still' });
    for (const path of [
      `/records/${id}/delete`,
      `/records/${id}/polish?grade=3`,
      `/bulk/bulkDelete?recordIds=${id}`,
      `/bulk/polishAll?recordIds=${id}`,
      '/actions/new?name=x',
      `/records/${id}/edit?name=x`,
    ])
      await anna.get(at(path));
    expect(await row(id)).toMatchObject({ name: 'still', version: 1, notes: null });
    expect((await anna.list('gadgets')).body.meta.total).toBe(1);
  });

  it('REQ-R13 rows of others do not exist: list, detail, edit, delete, actions, bulk', async () => {
    const id = await make(bob, { name: 'bobs' });
    const own = await make(anna, { name: 'annas' });
    expect(names(await anna.list('gadgets'))).toEqual(['annas']);
    expect(names(await admin.list('gadgets'))).toEqual(['annas', 'bobs']);
    for (const path of [
      `/records/${id}/show`,
      `/records/${id}/edit`,
      `/records/${id}/polish`,
      `/bulk/polishAll?recordIds=${id}`,
      `/bulk/bulkDelete?recordIds=${own},${id}`,
      '/records/999999/show',
      '/records/0/show',
      '/records/1e1/show',
      '/records/NaN/show',
      '/records/%27/show',
    ])
      expect([path, (await anna.get(at(path))).status]).toEqual([path, 404]);
    for (const path of [
      `/records/${id}/edit`,
      `/records/${id}/delete`,
      `/records/${id}/polish`,
      `/bulk/polishAll?recordIds=${own},${id}`,
      `/bulk/bulkDelete?recordIds=${own},${id}`,
    ]) {
      const answer = await anna.post(at(path), path.includes('polish') ? { grade: 1 } : path.includes('edit') ? { name: 'stolen' } : {});
      expect([path, answer.status, answer.body.notice.type]).toEqual([path, 404, 'error']);
    }
    expect(await row(id)).toMatchObject({ name: 'bobs', version: 1 });
    expect(await row(own)).toMatchObject({ name: 'annas', version: 1 });
  });

  it('REQ-R13 a field the caller may not read is not sent, filtered by, sorted by or searched by', async () => {
    await make(admin, { name: 'x', secret: 'S3CRET' });
    const annas = await make(anna, { name: 'a' });
    await database.run('UPDATE test_gadget SET secret = ? WHERE id = ?', ['S3CRET', annas]);
    const seen = [
      await anna.list('gadgets'),
      await anna.get(at(`/records/${annas}/show`)),
      await anna.get(at(`/records/${annas}/edit`)),
      await anna.get('/'),
      await anna.get(at('/actions/search/a')),
    ];
    for (const answer of seen) {
      expect(answer.status).toBe(200);
      expect(answer.text).not.toMatch(/S3CRET|"secret"|机密/);
    }
    for (const query of [
      '?filters.secret=S',
      '?filters.secret=X',
      '?filters.secret~~from=S',
      '?filters[secret]=S',
      '?sortBy=secret',
      '?sortBy=secret&direction=desc',
      '?sortBy=CASE%20WHEN%201=1%20THEN%20id%20END',
      '?sortBy=ownerId',
      '?filters.ownerId=1',
      '?filters.__proto__=1',
      '?direction=sideways',
      '?where=1',
      '?search=x&q=1',
      '?page=0',
      '?page=-1',
      '?page=1e9',
      '?perPage=x',
    ]) {
      const answer = await anna.list('gadgets', query);
      expect([query, answer.status, answer.body.records, answer.body.notice.type]).toEqual([query, 400, [], 'error']);
    }
    expect((await agent.list('gadgets', '?filters.secret=S')).body.meta.total).toBe(2);
    expect((await agent.list('gadgets', '?filters.secret=X')).body.meta.total).toBe(0);
    expect((await agent.list('gadgets', '?sortBy=secret')).status).toBe(200);
    expect((await agent.get('/')).text).toContain('机密');
    for (const by of ['secret', 'ownerId', 'passwordHash'])
      expect((await anna.get(at(`/actions/search/S?searchProperty=${by}`))).status).toBe(403);
    expect((await anna.get(at('/actions/search/a?searchProperty=name'))).status).toBe(200);
  });

  it('REQ-R13 a field the caller may not write is refused by name, never dropped, and the form comes back with its faults', async () => {
    const id = await make(anna, { name: 'a' });
    for (const [values, status, part] of [
      [{ name: 'b', secret: 'x' }, 403, 'secret'],
      [{ name: 'b', changedBy: 'me' }, 403, 'changedBy'],
      [{ name: 'b', ownerId: 1 }, 400, 'ownerId'],
      [{ name: 'b', role: 'administrator' }, 400, 'role'],
      [{ name: 'b', id: 4711 }, 400, 'id'],
      [{ name: 'b', 'name.0': 'x' }, 400, 'name.0'],
      [{ name: 'b', constructor: 'x' }, 400, 'constructor'],
    ] as [Record<string, unknown>, number, string][]) {
      const answer = await anna.post(at(`/records/${id}/edit`), values);
      expect({ values, status: answer.status }).toEqual({ values, status });
      expect(answer.body.notice.message).toContain(part);
      expect(answer.body.record.params).toMatchObject({ name: 'b' });
    }
    expect(await row(id)).toMatchObject({ name: 'a', version: 1, secret: null });
    for (const values of [
      { name: 'n', secret: 'x' },
      { name: 'n', ownerId: 1 },
      { name: 'n', id: 9 },
      { name: 'n', version: 3 },
    ])
      expect((await anna.post(at('/actions/new'), values)).status).toBeGreaterThanOrEqual(400);
    expect((await anna.list('gadgets')).body.meta.total).toBe(1);
  });

  it('REQ-R7 names every fault at its field, in the caller’s language, and writes nothing', async () => {
    const bad = { name: '', price: '12.345', kind: 'green', dueAt: 'tomorrow', makerId: 'x', 'tags.0': '-1' };
    const answer = await anna.post(at('/actions/new'), bad);
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.record.errors).sort()).toEqual(['dueAt', 'kind', 'makerId', 'name', 'price', 'tags']);
    expect(answer.body.record.errors.name).toEqual({ type: 'required', message: '必填' });
    expect((await anna.post(at('/actions/new'), bad, { 'accept-language': 'en' })).body.record.errors.name.message).toBe('Required');
    const service = await anna.post(at('/actions/new'), { name: 'x'.repeat(41) });
    expect([service.status, service.body.record.errors.name.type]).toEqual([400, 'text.too-long']);
    const taken = await anna.post(at('/actions/new'), { name: 'taken' });
    expect([taken.status, taken.body.code, Object.keys(taken.body.record.errors)]).toEqual([409, 'unique.violated', ['name']]);
    expect((await anna.list('gadgets')).body.meta.total).toBe(0);
  });

  it('REQ-R4 REQ-R5 REQ-R6 pages, filters, sorts and searches; never more than a hundred rows', async () => {
    const now = Date.parse('2026-05-10T04:00:00Z');
    await database.transaction(async () => {
      for (let i = 0; i < 120; i++)
        await database.run(
          'INSERT INTO test_gadget (name, kind, price, active, tags, ownerId, version, createdAt) VALUES (?,?,?,?,?,?,1,?)',
          [`g${String(i).padStart(3, '0')}`, i % 2 ? 'red' : 'blue', i, i % 3 ? 0 : 1, '[]', 0, now + i * 86_400_000],
        );
    });
    const all = await agent.list('gadgets', '?perPage=100000');
    expect([all.body.records.length, all.body.meta]).toEqual([100, expect.objectContaining({ perPage: 100, total: 120 })]);
    expect((await agent.list('gadgets', '?page=2&perPage=50&sortBy=name&direction=asc')).body.records[0].title).toBe('g050');
    expect((await agent.list('gadgets', '?filters.kind=red')).body.meta.total).toBe(60);
    expect((await agent.list('gadgets', '?filters.kind=red&filters.active=true')).body.meta.total).toBe(20);
    expect((await agent.list('gadgets', '?filters.kind=green')).status).toBe(400);
    expect((await agent.list('gadgets', '?filters.createdAt.from=2026-05-10&filters.createdAt.to=2026-05-12')).body.meta.total).toBe(3);
    expect((await agent.list('gadgets', '?search=g01')).body.meta.total).toBe(10);
    expect((await agent.list('gadgets', '?search=g01&refresh=true&tab=x')).status).toBe(200);
    expect((await agent.list('gadgets', '?search=%27%20OR%201%3D1%20--')).body.meta.total).toBe(0);
    expect((await agent.get(at('/actions/search/g'))).body.records.length).toBeLessThanOrEqual(50);
    expect((await agent.get('/api/resources/makers/actions/list?search=x')).status).toBe(403);
  });

  it('REQ-B7 REQ-R13 what one may not do has no button, no menu, no page, and its address answers 403', async () => {
    const buttons = async (who: BackOffice, id: number) =>
      (await who.get(at(`/records/${id}/show`))).body.record.recordActions.map((a: { name: string }) => a.name).sort();
    const id = await make(anna, { name: 'a' });
    expect(await buttons(anna, id)).toEqual(['delete', 'edit', 'polish', 'show']);
    expect(await buttons(agent, id)).toEqual(['show']);
    const start = async (who: BackOffice) => (await who.get('/')).text;
    expect(await start(stranger)).not.toMatch(/gadgets|器件|workbench|工作台/);
    expect(await start(anna)).not.toMatch(/workbench|工作台/);
    expect(await start(admin)).toMatch(/workbench/);
    for (const path of [
      at('/actions/list'),
      at('/actions/search/a'),
      at(`/records/${id}/show`),
      at(`/records/${id}/edit`),
      at(`/bulk/polishAll?recordIds=${id}`),
      '/api/pages/workbench',
    ])
      expect([path, (await stranger.get(path)).status]).toEqual([path, 403]);
    expect((await stranger.get('/resources/gadgets')).status).toBe(403);
    expect((await stranger.get('/pages/workbench')).status).toBe(403);
    expect((await stranger.get('/pages/nope')).status).toBe(404);
    expect((await admin.get('/pages/workbench')).status).toBe(200);
    expect((await stranger.get('/api/dashboard')).body.cards.map((c: { name: string }) => c.name)).not.toContain('gadgets');
    expect((await anna.get('/api/dashboard')).body.cards.find((c: { name: string }) => c.name === 'gadgets')).toMatchObject({
      value: 1,
      label: '器件',
      hint: '您名下的器件',
    });
    for (const path of [
      at('/actions/new'),
      at(`/records/${id}/edit`),
      at(`/records/${id}/delete`),
      at(`/records/${id}/polish`),
      at(`/bulk/bulkDelete?recordIds=${id}`),
      at(`/bulk/polishAll?recordIds=${id}`),
    ]) {
      const answer = await agent.post(path, path.includes('polish/') ? { grade: 1 } : { name: 'b' });
      expect([path, answer.status, answer.body.notice.type]).toEqual([path, 403, 'error']);
    }
    expect(await row(id)).toMatchObject({ name: 'a', version: 1 });
    for (const path of [
      '/api/resources/nope/actions/list',
      at('/actions/nope'),
      at(`/records/${id}/polishAll`),
      at('/actions/polish'),
      '/api/resources/__proto__/actions/list',
      '/api/search/gadgets/x',
    ])
      expect([path, (await admin.get(path)).status]).toEqual([path, 404]);
  });

  it('REQ-R9 actions ask for their inputs, run in the service and say what they did; a row’s state can take a button away', async () => {
    const id = await make(anna, { name: 'a' });
    const frozen = await make(anna, { name: 'frozen' });
    expect((await anna.get(at(`/records/${id}/polish`))).body.record.title).toBe('a');
    const missing = await anna.post(at(`/records/${id}/polish`), {});
    expect([missing.status, missing.body.record.errors.grade.type]).toEqual([400, 'required']);
    expect((await anna.post(at(`/records/${id}/polish`), { grade: 'x' })).status).toBe(400);
    expect((await anna.post(at(`/records/${id}/polish`), { grade: 3, force: true })).status).toBe(400);
    const done = await anna.post(at(`/records/${id}/polish`), { grade: '3' });
    expect(done.body).toMatchObject({
      notice: { message: '已打磨 1 件', type: 'success' },
      redirectUrl: '/admin/resources/gadgets',
      record: { params: { notes: 'polished 3' } },
    });
    expect((await anna.post(at(`/records/${id}/polish`), { grade: 9 })).body.detail).toBe('once-only-code');
    expect((await anna.post(at(`/bulk/polishAll?recordIds=${id}`), {}, { 'accept-language': 'en' })).body.notice.message).toBe(
      '1 polished',
    );
    expect((await anna.get(at(`/records/${frozen}/show`))).body.record.recordActions.map((a: { name: string }) => a.name)).toEqual([
      'show',
    ]);
    for (const path of [
      `/records/${frozen}/polish`,
      `/records/${frozen}/edit`,
      `/records/${frozen}/delete`,
      `/bulk/polishAll?recordIds=${id},${frozen}`,
    ])
      expect([
        path,
        (
          await anna.post(
            at(path),
            path.includes('/polish') && !path.includes('All') ? { grade: 1 } : path.includes('edit') ? { name: 'z' } : {},
          )
        ).status,
      ]).toEqual([path, 409]);
    expect(await row(frozen)).toMatchObject({ name: 'frozen', version: 1 });
    const many = Array.from({ length: 101 }, (_, i) => i + 1).join(',');
    expect((await anna.get(at(`/bulk/polishAll?recordIds=${many}`))).status).toBe(400);
    expect((await anna.get(at('/bulk/polishAll'))).status).toBe(404);
  });

  it('REQ-R9 deleting several says which stayed and why', async () => {
    const [a, used] = [await make(anna, { name: 'a' }), await make(anna, { name: 'used' })];
    const answer = await anna.post(at(`/bulk/bulkDelete?recordIds=${a},${used}`));
    expect(answer.body.notice).toEqual({ message: '已删除 1 条，1 条未删除：仍被引用，不能删除：test', type: 'error' });
    expect(names(await anna.list('gadgets'))).toEqual(['used']);
    const none = await anna.post(at(`/records/${used}/delete`));
    expect([none.status, none.body.code]).toEqual([409, 'in-use']);
    // the client shows the row as it was, not as a draft without buttons
    expect(none.body.record).toBeUndefined();
  });

  it('REQ-R7 references are searched in the target’s own list and shown by title', async () => {
    const found = await anna.get('/api/resources/makers/actions/search/ad');
    expect(found.body.records.map((r: { id: number; title: string }) => [r.id, r.title])).toEqual([[1, 'Ada']]);
    const id = await make(anna, { name: 'a', makerId: '2' });
    expect((await anna.get(at(`/records/${id}/edit`))).body.record.populated.makerId).toMatchObject({
      id: 2,
      title: 'Bo',
      recordActions: [{ name: 'show' }],
    });
    // the agent may not read makers: the number has to do, and there is no link
    expect((await agent.get(at(`/records/${id}/show`))).body.record.populated.makerId).toMatchObject({
      id: 2,
      title: '#2',
      recordActions: [],
    });
  });

  it('REQ-R11 text is text: what a colleague typed cannot end the page’s script', async () => {
    const nasty = await newStaff(house, { name: '</script><script>alert(1)</script>', roles: ['salesperson'] });
    const page = (await (await new BackOffice(house).signIn(nasty.username, STAFF_PASSWORD)).get('/')).text;
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('\\u003c/script\\u003e');
    expect((await admin.get('/resources/%3Cscript%3Ealert(1)%3C/script%3E')).text).not.toContain('<script>alert');
  });

  it('REQ-A8 callers at the same time never act in each other’s name', async () => {
    const jobs = Array.from({ length: 20 }, (_, i) =>
      [anna, bob][i % 2]!.post(at('/actions/new'), { name: `c${i}`, notes: 'x'.repeat(400) }),
    );
    await Promise.all([
      ...jobs,
      ...Array.from({ length: 10 }, () => agent.list('gadgets')),
      ...Array.from({ length: 10 }, () => stranger.list('gadgets')),
    ]);
    const rows = await database.rows<{ name: string; ownerId: number }>('SELECT name, ownerId FROM test_gadget');
    expect(rows).toHaveLength(20);
    const owners = (odd: number) => new Set(rows.filter((r) => Number(r.name.slice(1)) % 2 === odd).map((r) => r.ownerId));
    expect([owners(0).size, owners(1).size]).toEqual([1, 1]);
    expect([...owners(0)][0]).not.toBe([...owners(1)][0]);
  });
});
