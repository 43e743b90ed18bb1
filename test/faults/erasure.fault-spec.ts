import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../src/platform/database/database.js';
import { call, done } from '../calls.js';
import { newStaff } from '../staff.js';
import { STACK } from '../world.js';
import { Client } from './support/client.js';
import { Stage } from './support/stage.js';

const KILLS = 8;
const MESSAGES = 20_000;
const NAME = '欧阳密语';
const PHONE = '13712349876';
/** They say often how far they are, so that they can be killed in the middle. */
const TALKATIVE = { beatMs: 10 };

describe('kill -9 of whoever erases somebody', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await Stage.make()));
  afterEach(() => stage.close());

  it(`a sweep killed ${KILLS} times leaves nothing of him, and says so once`, async () => {
    const { who, id } = await stage.prepare(async (house) => {
      const admin = await newStaff(house, { roles: ['administrator'] });
      const customer = await done(call(house, 'POST', '/customers', admin, { type: 'person', name: NAME, phone: PHONE }));
      const database = house.app.get(Database, { strict: false });
      for (let n = 0; n < MESSAGES; n += 500)
        await database.run(
          `INSERT INTO notification (batch, recipientId, code, params, createdAt) VALUES ${Array(500).fill(`(?, ?, 'customers.received', ?, 1)`).join(', ')}`,
          Array.from({ length: 500 }, (_, i) => [
            `b${n + i}`,
            admin.id,
            JSON.stringify({ n: 1, names: { names: [NAME], of: 1 }, staffId: 1 }),
          ]).flat(),
        );
      return { who: admin, id: customer.id as number };
    });
    const number = `C${String(id).padStart(8, '0')}`;
    let web = await stage.start({ role: 'web', tuning: { concurrency: 0 } });
    const client = new Client(() => web.address, who.headers);
    const body = { reason: `${NAME} asked for it`, confirm: number };
    const answer = await client.call<{ id: number }>('POST', `/api/customers/${id}/erase`, body);
    expect(answer!.status).toBe(202);
    await web.stop();

    const left = () => stage.sql.number('SELECT COUNT(*) FROM notification WHERE params LIKE ?', [`%${NAME}%`]);
    expect(await stage.sql.number('SELECT COUNT(*) FROM customer WHERE name = ? OR phone LIKE ?', [NAME, `%${PHONE}%`])).toBe(0);
    const seen: number[] = [];
    const reported = () => stage.sql.number("SELECT COALESCE(MAX(furthest), 0) FROM job WHERE kind = 'customers.erasure-sweep'");
    for (let kill = 0; kill < KILLS; kill++) {
      const said = await reported();
      const worker = await stage.start({ role: 'worker', tuning: TALKATIVE });
      await stage.until(async () => (await reported()) > said || (await left()) === 0, Boolean, 120);
      await sleep(Math.random() * 30);
      await worker.kill();
      seen.push(await left());
    }
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    expect(seen[0]).toBeGreaterThan(0);

    // as two minutes later
    await stage.sql.rows('UPDATE personal_data_request SET createdAt = createdAt - 600000');
    web = await stage.start({ role: 'web' });
    if (STACK === 'mysql') await stage.start({ role: 'worker' });
    const ended = async () => {
      await stage.sql.rows("UPDATE job SET runAt = 0 WHERE kind = 'customers.erasure-sweep' AND state = 'waiting'");
      return (await client.call('GET', `/api/personal-data-requests/${answer!.body.id}`))?.body;
    };
    expect(await stage.until(ended, (request) => request?.['state'] === 'done', 120)).toMatchObject({
      number,
      reason: `${number} asked for it`,
    });
    expect(await left()).toBe(0);
    expect(await stage.sql.number("SELECT COUNT(*) FROM notification WHERE code = 'customers.erased'")).toBe(1);
    expect(await stage.sql.number('SELECT COUNT(*) FROM personal_data_request WHERE tracesSealed IS NOT NULL')).toBe(0);
  }, 240_000);
});
