import type { ApiDocument } from '../../src/platform/http/docs/open-api.js';
import { Database } from '../../src/platform/database/database.js';
import { STACK, startApp, type TestApp } from '../app.js';
import { call, done, type Method } from '../calls.js';
import { Importer } from '../imports.js';
import { type AuthHeaders, newStaff, signIn } from '../staff.js';
import { routesOf } from './support/routes.js';

/** Those whose reach ends with their department or with themselves, and somebody without any role. */
const STRANGERS = ['salesperson', 'sales-supervisor', 'lecturer', 'nobody'] as const;
const NOT_THERE = 2_000_000_000;
/** What everybody may read, or what is one's own by another way than its id. */
const COMMON =
  /^\/api\/(docs|courses|campuses|tags|departments|positions|settings|dictionaries|calendar|schedules|roles|permission|distribution\/(rules|claim-rules))/;

describe(`each role with every id of another's, by every route, on ${STACK}`, () => {
  let house: TestApp;
  let routes: ReturnType<typeof routesOf>;
  let ids: readonly (readonly [RegExp, Record<string, number>])[];
  const strangers: { role: string; headers: AuthHeaders }[] = [];
  let customerId: number;

  beforeAll(async () => {
    house = await startApp();
    const headers = await signIn(house);
    const admin = { headers };
    routes = routesOf((await house.app.inject('/api/openapi.json')).json<ApiDocument>()).filter(({ path }) => path.includes('{'));
    const ann = await newStaff(house, { name: 'Ann', roles: ['salesperson'], departmentCode: 1001 });
    const made = async (method: Method, path: string, who: { headers: AuthHeaders }, body: object = {}) =>
      Number((await done(call(house, method, path, who, body))).id);
    await made('POST', '/customers', admin, { name: 'Whom the examples of the documentation name' });
    customerId = await made('POST', '/customers', ann, { name: 'Hers alone', phone: '13912345678' });
    const contactId = await made('POST', `/customers/${customerId}/contacts`, ann, { name: 'Her contact' });
    const interactionId = await made('POST', '/interactions', ann, { customerId, kind: 'call', summary: 'Only she knows' });
    const viewId = await made('POST', '/saved-views', ann, { name: 'Hers', filters: {} });
    const leaveId = await made('POST', `/staff/${ann.id}/leave`, admin, { fromDay: '2031-01-01', toDay: '2031-01-02' });
    const quotaId = await made('POST', '/distribution/quotas', admin, { staffId: ann.id, weight: 1, perRound: 1 });
    const requestId = await made('POST', `/customers/${customerId}/personal-data`, admin);
    const operations = await newStaff(house, { roles: ['operations'], departmentCode: 1001 });
    const importer = new Importer(house, operations.headers);
    const importId = (await importer.upload('姓名,手机\n甲,13811111111\n')).json<{ id: number }>().id;
    const whole = await made('POST', '/customers', admin, { name: 'Nobody has him' });
    const changeSetId = await made('POST', '/customers/bulk/edit', admin, { ids: [whole], set: { area: 'North' } });
    const { id: roleId } = (await done(call(house, 'GET', '/roles?search=operations', admin))).items[0];
    const apiKeyId = await made('POST', '/api-keys', admin, { name: 'A program', roleIds: [roleId] });
    const database = house.app.get(Database, { strict: false });
    const first = async (sql: string) => Number((await database.rows<{ id: number }>(sql))[0]!.id);
    const jobId = await first('SELECT MIN(id) AS id FROM job');
    const auditId = await first(`SELECT MAX(id) AS id FROM audit_entry WHERE subject = 'Customer'`);
    const sessionId = await first(`SELECT MAX(id) AS id FROM auth_session WHERE principalId = ${ann.id}`);
    const notificationId = await database.insertId(
      `INSERT INTO notification (batch, recipientId, code, params, createdAt) VALUES ('hers', ?, 'customers.met', '{}', 1)`,
      [ann.id],
    );
    ids = [
      [/^\/api\/customers\/\{id\}/, { id: customerId, contactId }],
      [/^\/api\/interactions\//, { id: interactionId }],
      [/^\/api\/pool\//, { customerId }],
      [/^\/api\/saved-views\//, { id: viewId }],
      [/^\/api\/staff\//, { id: ann.id, leaveId, sessionId }],
      [/^\/api\/auth\/sessions\//, { id: sessionId }],
      [/^\/api\/distribution\/quotas\//, { id: quotaId }],
      [/^\/api\/personal-data-requests\//, { id: requestId }],
      [/^\/api\/imports\//, { id: importId }],
      [/^\/api\/change-sets\//, { id: changeSetId }],
      [/^\/api\/api-keys\//, { id: apiKeyId }],
      [/^\/api\/jobs\//, { id: jobId }],
      [/^\/api\/audit\//, { id: auditId }],
      [/^\/api\/notifications\//, { id: notificationId }],
    ];
    for (const role of STRANGERS) {
      const { headers: his } = await newStaff(house, { roles: role === 'nobody' ? [] : [role], departmentCode: 1002 });
      strangers.push({ role, headers: his });
    }
  });
  afterAll(() => house.close());

  const answered = async (method: string, path: string, headers: AuthHeaders, body: unknown) => {
    const answer = await house.app.inject({
      method: method as 'GET',
      url: path,
      headers: { ...headers, 'accept-language': 'en' },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const code = answer.headers['content-type']?.toString().startsWith('application/problem+json')
      ? answer.json<{ code: string }>().code
      : '';
    return { status: answer.statusCode, code };
  };

  it('REQ-A16 REQ-B13 nobody gets, changes or learns of anything that is not his', async () => {
    const wrong: string[] = [];
    const asked = new Set<string>();
    for (const { role, headers } of strangers)
      for (const { method, path, example } of routes) {
        const known = ids.find(([place]) => place.test(path))?.[1];
        if (!known) continue;
        const at = (id: (name: string) => number) => path.replace(/\{(\w+)\}/g, (_, name: string) => String(id(name)));
        const his = await answered(
          method,
          at((name) => known[name] ?? NOT_THERE),
          headers,
          example,
        );
        const none = await answered(
          method,
          at(() => NOT_THERE),
          headers,
          example,
        );
        asked.add(`${method} ${path}`);
        const refused = [400, 403, 404].includes(his.status);
        if (!refused || his.status !== none.status || his.code !== none.code)
          wrong.push(`${role} ${method} ${path}: ${his.status} ${his.code}, one that is not there ${none.status} ${none.code}`);
      }
    expect(wrong).toEqual([]);
    expect(asked.size).toBeGreaterThan(50);
    const left = await house.app
      .get(Database, { strict: false })
      .rows('SELECT name, version, deletedAt FROM customer WHERE id = ?', [customerId]);
    expect(left).toEqual([{ name: 'Hers alone', version: 1, deletedAt: null }]);
  });

  it('REQ-B20 what belongs to the house is changed by none of them', async () => {
    const wrong: string[] = [];
    for (const { role, headers } of strangers)
      for (const { method, path, example } of routes.filter((route) => COMMON.test(route.path) && route.method !== 'GET')) {
        const { status } = await answered(method, path.replace(/\{\w+\}/g, '1'), headers, example);
        if (![400, 403, 404].includes(status)) wrong.push(`${role} ${method} ${path}: ${status}`);
      }
    expect(wrong).toEqual([]);
  });

  it('every route with an id is in one list or the other', () => {
    const elsewhere = routes.filter(({ path }) => !COMMON.test(path) && !ids.some(([place]) => place.test(path)));
    expect([...new Set(elsewhere.map(({ path }) => path.split('/')[2]))].sort()).toEqual([
      'customer-exports',
      'deliveries',
      'distribution',
      'import-profiles',
    ]);
  });
});
