import { setTimeout as sleep } from 'node:timers/promises';
import { newStaff } from '../staff.js';
import { Client, type Answer } from './support/client.js';
import type { HouseProcess } from './support/house-process.js';
import { Stage } from './support/stage.js';

const KILLS = 10;
const AT_ONCE = 8;

describe('kill -9 while customers are entered', () => {
  it(`REQ-SY7 whoever sends again with his Idempotency-Key has each customer once, and nothing answered is lost, in ${KILLS} kills`, async () => {
    const stage = await Stage.make();
    try {
      const seller = await stage.prepare((house) => newStaff(house, { roles: ['salesperson'], departmentCode: 1001 }));
      let web: HouseProcess = await stage.start({ role: 'web' });
      const client = new Client(() => web.address, seller.headers);
      const enter = (n: number) =>
        client.call<{ id: number }>(
          'POST',
          '/api/customers',
          { type: 'person', name: `Person ${n}`, phone: `138${String(10_000_000 + n)}` },
          { 'idempotency-key': `entry-${n}` },
        );
      const acknowledged = new Map<number, number>();
      const note = (n: number, answer: Answer<{ id: number }> | undefined) => {
        if (!answer) return;
        if (answer.status !== 201) throw new Error(`${n}: ${JSON.stringify(answer)}`);
        // the same answer again, not another customer
        expect(acknowledged.get(n) ?? answer.body.id).toBe(answer.body.id);
        acknowledged.set(n, answer.body.id);
      };
      let cut = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const mine = Array.from({ length: AT_ONCE }, (_, i) => kill * AT_ONCE + i);
        const sent = mine.map(async (n) => [n, await enter(n)] as const);
        await sleep(5 + Math.random() * 60);
        await web.kill();
        for (const [n, answer] of await Promise.all(sent)) {
          if (!answer) cut += 1;
          note(n, answer);
        }
        // a try whose process died may be made again after half a minute
        web = await stage.start({ role: 'web', now: Date.now() + (kill + 1) * 31_000 });
        for (const n of mine) note(n, await enter(n));
      }
      const all = KILLS * AT_ONCE;
      expect(acknowledged.size).toBe(all);
      expect(await stage.sql.number('SELECT COUNT(*) FROM customer')).toBe(all);
      expect(await stage.sql.number('SELECT COUNT(DISTINCT customerId) FROM ownership WHERE endedAt IS NULL')).toBe(all);
      expect(await stage.sql.number('SELECT openCount FROM holder_load')).toBe(all);
      expect(await stage.sql.number("SELECT COUNT(*) FROM audit_entry WHERE subject = 'Customer' AND action = 'create'")).toBe(all);
      // else nothing was tried
      expect(cut).toBeGreaterThan(0);
    } finally {
      await stage.close();
    }
  }, 240_000);
});
