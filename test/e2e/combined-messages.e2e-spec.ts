import { DistributionRunService } from '../../src/modules/distribution/assignment/distribution-run.service.js';
import { Database } from '../../src/platform/database/database.js';
import { defineMessage } from '../../src/platform/notifications/message.js';
import { type NameList, nameList } from '../../src/platform/notifications/name-list.js';
import { Notifications } from '../../src/platform/notifications/notifications.js';
import { startApp, type TestApp } from '../app.js';
import { newCustomers } from '../builders/held-customers.js';
import { type AuthHeaders, newStaff } from '../staff.js';

const counted = defineMessage<{ n: number; names: NameList }>('test.counted', {
  subject: { 'zh-CN': '{n} 件', en: '{n} things' },
  body: { 'zh-CN': '有：{names}', en: 'There are: {names}' },
  link: ({ n }) => `/admin/things/${n}`,
  combine: (unread, added) => ({ n: unread.n + added.n, names: nameList([...unread.names.names, ...added.names.names]) }),
});

describe('messages that combine', () => {
  let house: TestApp;
  beforeAll(async () => {
    house = await startApp();
  });
  afterAll(() => house.close());

  const get = async (url: string, headers: AuthHeaders) =>
    (await house.app.inject({ url: `/api/notifications${url}`, headers: { ...headers, 'accept-language': 'en' } })).json();
  const read = (id: number, headers: AuthHeaders) => house.app.inject({ method: 'POST', url: `/api/notifications/${id}/read`, headers });
  const notify = (ids: number[], name: string, options: { about?: string } = {}) =>
    house.app.get(Notifications).notify(counted, ids, { n: 1, names: nameList([name]) }, options);
  const colleague = () => newStaff(house, { roles: ['operations'], email: `p${String(performance.now()).replace('.', '')}@example.cn` });
  const deliveries = async (recipientId: number) =>
    Number(
      (
        await house.app
          .get(Database)
          .rows<{ n: number }>(
            "SELECT COUNT(*) AS n FROM delivery d JOIN notification n ON n.id = d.notificationId WHERE n.recipientId = ? AND d.channel = 'email'",
            [recipientId],
          )
      )[0]!.n,
    );

  it('REQ-Q1 what nobody has read says all of it in one message, sent once', async () => {
    const [one, two] = [await colleague(), await colleague()];
    await notify([one.id], 'a');
    await notify([one.id, two.id], 'b');
    await notify([one.id, two.id], 'c');
    const [his, hers] = [await get('', one.headers), await get('', two.headers)];
    expect(his).toMatchObject({ total: 1, items: [{ subject: '3 things', body: 'There are: a, b, c', link: '/admin/things/3' }] });
    expect(hers).toMatchObject({ total: 1, items: [{ subject: '2 things', body: 'There are: b, c' }] });
    expect(await get('/unread-count', one.headers)).toEqual({ count: 1 });
    expect([await deliveries(one.id), await deliveries(two.id)]).toEqual([1, 1]);
  });

  it('REQ-Q1 once it is read, alone or with all, the next is a message of its own', async () => {
    const one = await colleague();
    await notify([one.id], 'a');
    await read((await get('', one.headers)).items[0].id, one.headers);
    await notify([one.id], 'b');
    await house.app.inject({ method: 'POST', url: '/api/notifications/read-all', headers: one.headers });
    await notify([one.id], 'c');
    const { items } = await get('?sort=createdAt', one.headers);
    expect(items.map((i: { body: string }) => i.body)).toEqual(['There are: a', 'There are: b', 'There are: c']);
    expect(await deliveries(one.id)).toBe(3);
  });

  it('REQ-Q1 what they are about tells messages of one kind apart', async () => {
    const one = await colleague();
    for (const about of ['x', 'y', 'x']) await notify([one.id], about, { about });
    const { items } = await get('?sort=createdAt', one.headers);
    expect(items.map((i: { body: string }) => i.body).sort()).toEqual(['There are: x, x', 'There are: y']);
  });

  it('REQ-Q1 many tellers in one moment leave one message that lacks nothing', async () => {
    const one = await colleague();
    const names = Array.from({ length: 8 }, (_, i) => String(i));
    await Promise.all(names.map((name) => notify([one.id], name)));
    const { items, total } = await get('', one.headers);
    expect([total, items[0].subject]).toEqual([1, '8 things']);
    expect(items[0].body.match(/\d/g).sort()).toEqual(names);
    expect(await deliveries(one.id)).toBe(1);
  });

  it('REQ-E12 operations read how many customers nobody can take in one message, however many runs find new ones', async () => {
    const operations = await colleague();
    const run = () => house.app.get(DistributionRunService, { strict: false }).run();
    await newCustomers(house, 2);
    await run();
    await newCustomers(house, 3);
    await run();
    await run();
    const first = await get('', operations.headers);
    expect(first).toMatchObject({ total: 1, items: [{ subject: '5 customers have nobody to take them' }] });
    await read(first.items[0].id, operations.headers);
    await run();
    expect((await get('', operations.headers)).total).toBe(1);
    await newCustomers(house, 1);
    await run();
    expect((await get('?unread=true', operations.headers)).items).toMatchObject([{ subject: '6 customers have nobody to take them' }]);
  });
});
