import type { ApiDocument } from '../../src/platform/http/docs/open-api.js';
import { newCustomers, ownedCustomers } from '../builders/held-customers.js';
import { STACK, startApp, type TestApp } from '../app.js';
import { type AuthHeaders, newStaff, signIn } from '../staff.js';

/** What people type into a search stands for itself, in every list there is: nobody has to remember a new one here. */
describe(`searches on ${STACK}`, () => {
  let house: TestApp;
  let headers: AuthHeaders;
  let customerId: number;
  const found = async (path: string, search: string): Promise<number> => {
    const answer = await house.app.inject({ url: `${path}?search=${encodeURIComponent(search)}`, headers });
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.body}`);
    return answer.json<{ total: number }>().total;
  };
  const searchable = async (): Promise<string[]> => {
    const document = (await house.app.inject('/api/openapi.json')).json<ApiDocument>();
    return Object.entries(document.paths)
      .filter(([, { get }]) => get?.parameters?.some((p) => p.in === 'query' && p.name === 'search'))
      .map(([path]) => path.replace('{id}', String(customerId)).replace('{code}', 'customer.source'));
  };

  beforeAll(async () => {
    house = await startApp();
    headers = await signIn(house);
    const send = async (method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object): Promise<{ id: number }> => {
      const answer = await house.app.inject({ method, url: `/api${url}`, headers, ...(payload ? { payload } : {}) });
      if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`);
      return answer.body ? answer.json() : { id: 0 };
    };
    await send('POST', '/departments', { code: 1000, name: '市场部' });
    const { id: staffId } = await newStaff(house, { roles: ['salesperson'], name: '张三' });
    [customerId = 0] = await ownedCustomers(house, staffId, 1, { name: '李雷' });
    const [deleted] = await newCustomers(house, 1, { name: '韩梅梅' });
    await newCustomers(house, 1, { name: '王强', holding: 'pool' });
    await send('DELETE', `/customers/${deleted}`);
    await send('POST', `/customers/${customerId}/contacts`, { name: '李母' });
    await send('POST', '/courses', { name: 'Linux' });
    await send('POST', '/campuses', { name: '沙河' });
    await send('POST', '/tags', { name: '热门' });
    await send('POST', '/saved-views', { name: '常看', filters: {} });
    const mapping = { columns: [{ column: '姓名', field: 'name' }] };
    await send('POST', '/import-profiles', { name: '展会', mapping, policy: 'skip', distribute: true });
    const known = (await house.app.inject({ url: '/api/roles', headers })).json<{ items: { id: number }[] }>();
    await send('POST', '/api-keys', { name: '官网表单', roleIds: [known.items[0]!.id] });
    await send('PUT', '/calendar/days/2027-02-08', { kind: 'holiday', name: '春节' });
    await send('POST', '/distribution/claim-rules', { name: '上限', maxOpen: 100 });
    await send('POST', '/distribution/quotas', { staffId, weight: 10, perRound: 5 });
  });
  afterAll(() => house.close());

  it('REQ-D19 a percent sign, an underscore, a backslash or an exclamation mark finds only what is called so', async () => {
    const paths = await searchable();
    expect(paths.length).toBeGreaterThan(10);
    const faults: string[] = [];
    for (const path of paths) {
      if (!(await found(path, ''))) faults.push(`${path}: has no row, so this proves nothing; make one above`);
      for (const sign of ['%', '__', '%%', '\\', '!', '!%']) {
        const total = await found(path, sign);
        if (total) faults.push(`${path}: ${sign} finds ${total}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('and finds that', async () => {
    for (const name of ['100%', 'a_b', 'c:\\d', 'so!']) {
      await house.app.inject({ method: 'POST', url: '/api/courses', headers, payload: { name } });
      expect([name, await found('/api/courses', name.slice(1))]).toEqual([name, 1]);
    }
  });
});
