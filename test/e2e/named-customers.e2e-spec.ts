import { FollowUpReminderService } from '../../src/modules/customers/interactions/follow-up-reminder.service.js';
import { WarningService } from '../../src/modules/distribution/reclaim/warning.service.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { type Grants, newStaffWith } from '../builders/granted.js';
import { headersOf, setTime, stateOf } from '../builders/held-customers.js';
import { newStaff } from '../staff.js';

const HOLDS: Grants = { 'hold Customer': { reach: 'all' }, 'read Interaction': { reach: 'own' } };
const FIELDS = ['ownerId', 'holding', 'reclaimAt', 'source'];
const RUN = { progress: () => undefined, stopped: () => false };

describe('REQ-B13 messages name customers to receivers who see their names, and give others numbers', () => {
  let house: TestApp;
  let operations: { id: number };
  let phones = 0;
  beforeAll(async () => {
    house = await startApp({ ROLE: 'all' });
    operations = await newStaff(house, { name: '运营', roles: ['operations'], departmentCode: 1000 });
    setTime(house, '2031-03-03 10:00');
  });
  afterAll(() => house.close());

  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const send = async (method: 'GET' | 'POST' | 'DELETE', url: string, who: { id: number }, payload?: object, language = 'en') => {
    const headers = { ...(await headersOf(house, who.id)), 'accept-language': language };
    return house.app.inject({ method, url: `/api${url}`, headers, ...(payload ? { payload } : {}) });
  };
  const done = async (url: string, payload: object) => {
    const answer = await send('POST', url, operations, payload);
    if (answer.statusCode >= 400) throw new Error(`${url}: ${answer.body}`);
    return answer.json();
  };
  const enter = (source: string) =>
    done('/customers', { name: `秘密${source}`, phone: `1361111${String(++phones).padStart(4, '0')}`, source });
  const untilOwned = async (ids: number[]) => {
    for (let i = 0; i < 200; i++) {
      if ((await Promise.all(ids.map((id) => stateOf(house, id)))).every(({ ownerId }) => ownerId !== null)) return;
      await new Promise((end) => setTimeout(end, 50));
    }
    throw new Error('nobody was given the customers');
  };
  /** Everything that the colleague is told in his daily work, in both languages; by code. */
  async function told(who: { id: number }) {
    const customers = [await enter('baidu'), await enter('sogou')];
    const ids = customers.map(({ id }) => id as number);
    const quota = await done('/distribution/quotas', { staffId: who.id, weight: 5, perRound: 9 });
    await done('/distribution/run', {});
    await untilOwned(ids);
    for (let i = 0; i < 200 && !(await rows(who)).some(({ code }) => code === 'distribution.received'); i++)
      await new Promise((end) => setTimeout(end, 50));
    // whoever comes next is handed over
    await send('DELETE', `/distribution/quotas/${quota.id}`, operations);
    const more = await Promise.all([enter('baidu'), enter('sogou')]);
    await done('/customers/assign', { customerIds: more.map(({ id }) => id), toStaffId: who.id });
    const colleague = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    for (const { phone } of customers) await send('POST', '/customers', colleague, { name: '再来', phone });
    for (const customerId of ids)
      await done('/interactions', { customerId, kind: 'call', summary: '谈', nextFollowUpAt: '2031-03-03T03:00:00Z' });
    setTime(house, '2031-03-03 11:30');
    await get(Database).run('UPDATE interaction SET counts = 1 WHERE remindedAt IS NULL');
    await get(FollowUpReminderService).run(RUN);
    setTime(house, '2031-03-06 23:00');
    await get(WarningService).run(RUN);
    await done('/customers/assign', { customerIds: ids, toStaffId: colleague.id });
    setTime(house, '2031-03-03 10:00');
    return rows(who);
  }
  const rows = (who: { id: number }) =>
    get(Database).rows<{ code: string; params: string }>('SELECT code, params FROM notification WHERE recipientId = ? ORDER BY id', [
      who.id,
    ]);
  const naming = (messages: readonly { code: string; params: string }[], name: string) =>
    [...new Set(messages.filter(({ params }) => params.includes(name)).map(({ code }) => code))].sort();
  const CODES = [
    'customers.deadlines-near',
    'customers.follow-up-reminder',
    'customers.handed-over',
    'customers.met',
    'distribution.received',
  ];

  it('whose rules name no fields hears names', async () => {
    const seeing = await newStaffWith(house, { ...HOLDS, 'read Customer': { reach: 'own' } }, { departmentCode: 1001 });
    const messages = await told(seeing);
    for (const name of ['秘密baidu', '秘密sogou'])
      expect(naming(messages, name)).toEqual(expect.arrayContaining([...CODES, 'customers.taken-away']));
  });

  it('who sees no names hears numbers, in both languages', async () => {
    const blind = await newStaffWith(house, { ...HOLDS, 'read Customer': { reach: 'own', fields: FIELDS } }, { departmentCode: 1001 });
    const messages = await told(blind);
    expect(naming(messages, '秘密')).toEqual([]);
    expect(naming(messages, 'C0')).toEqual(expect.arrayContaining([...CODES, 'customers.taken-away']));
    for (const language of ['en', 'zh-CN']) {
      const { body } = await send('GET', '/notifications?pageSize=50', blind, undefined, language);
      expect([body.includes('秘密'), /C\d{8}/.test(body)]).toEqual([false, true]);
    }
  });

  it('a name that is hidden on some customers is left out for those alone', async () => {
    const partly = await newStaffWith(
      house,
      [
        { ...HOLDS, 'read Customer': { reach: 'all' } },
        { 'read Customer': { reach: 'custom', conditions: { source: 'baidu' }, fields: ['name'], inverted: true } },
      ],
      { departmentCode: 1001 },
    );
    const messages = await told(partly);
    expect(naming(messages, '秘密baidu')).toEqual([]);
    expect(naming(messages, '秘密sogou')).toEqual(expect.arrayContaining([...CODES, 'customers.taken-away']));
  });
});
