import { FollowUpService } from '../modules/customers/interactions/follow-up.service.js';
import { ReclaimService } from '../modules/distribution/reclaim/reclaim.service.js';
import { WarningService } from '../modules/distribution/reclaim/warning.service.js';
import { HOUR } from '../platform/context/clock.js';
import type { Day } from '../platform/context/business-time.js';
import type { Team } from './day-team.js';
import type { House } from './house.js';
import type { Terminal } from './terminal.js';

/** How many customers each salesperson really looks after. */
const KEPT = 3;
const NOBODY_STOPS = { progress: () => undefined, stopped: () => false, before: 0 };

/** The hour of the `n`-th day after the first. */
export const setDay = (house: House, first: Day, n: number, hour: number): void =>
  house.clock.set(house.time.startOf(house.time.addDays(first, n)) + hour * HOUR);

/** The first few of each are called; the others are forgotten. @returns those who are looked after, by owner. */
export async function followUps(house: House, team: Team, out: Terminal): Promise<Map<number, number[]>> {
  out.chapter(
    { 'zh-CN': '下午：每位销售只跟进了前 {n} 个客户', en: 'In the afternoon everybody calls only his first {n} customers' },
    { n: KEPT },
  );
  const kept = new Map<number, number[]>();
  for (const staffId of team.sellers) {
    const rows = await house.database.rows<{ id: number }>(
      `SELECT id FROM customer WHERE ownerId = ? AND holding = 'owned' ORDER BY id LIMIT ?`,
      [staffId, KEPT],
    );
    kept.set(
      staffId,
      rows.map((row) => row.id),
    );
  }
  await callAll(house, kept, out);
  out.say(
    {
      'zh-CN': '记录了 {n} 条跟进，这些客户的 3 天期限重新计算。',
      en: '{n} calls are recorded; the three days of these customers begin anew.',
    },
    { n: [...kept.values()].flat().length },
  );
  return kept;
}

export async function callAll(house: House, kept: ReadonlyMap<number, readonly number[]>, out: Terminal): Promise<void> {
  const summary = out.text({ 'zh-CN': '电话沟通，客户有意向', en: 'Called; he is interested' });
  for (const [staffId, ids] of kept)
    await house.together(staffId, async () => {
      for (const customerId of ids) await house.get(FollowUpService).record({ customerId, kind: 'call', summary });
    });
}

/** Day 3 in the morning: warnings. Day 4 at midnight: whoever was not followed up goes to the pool. */
export async function threeDays(house: House, first: Day, out: Terminal): Promise<void> {
  setDay(house, first, 3, 9);
  out.chapter({ 'zh-CN': '第 3 天上午 9 点：提醒即将到期的客户', en: 'Day 3, 9 in the morning: owners are warned' });
  const { owners, customers } = await house.as(null, () => house.get(WarningService).run(NOBODY_STOPS));
  out.say(
    {
      'zh-CN': '{owners} 位销售各收到一条提醒，共涉及 {customers} 个客户。',
      en: '{owners} salespeople get one message each, about {customers} customers in all.',
    },
    { owners, customers },
  );
  setDay(house, first, 4, 0);
  out.chapter({
    'zh-CN': '第 4 天 00:00：3 天未跟进的客户进入公海',
    en: 'Day 4, 00:00: who was not followed up for three days goes to the public pool',
  });
  await reclaim(house, out);
}

/** Lets time go by as it does in life: the clocks are looked at all the while (an hour at a time, so that nobody takes it for an outage). */
async function passTo(house: House, first: Day, n: number, hour: number): Promise<void> {
  const end = house.time.startOf(house.time.addDays(first, n)) + hour * HOUR;
  for (let at = nextHour(house.clock.now()); at <= end; at += HOUR) {
    house.clock.set(at);
    await house.as(null, () => house.get(ReclaimService).run(NOBODY_STOPS));
  }
}
const nextHour = (instant: number): number => Math.ceil((instant + 1) / HOUR) * HOUR;

/** The others are called every three days and not closed: on day 16 they go as well. */
export async function fifteenDays(house: House, first: Day, out: Terminal, kept: ReadonlyMap<number, readonly number[]>): Promise<void> {
  for (const day of [6, 9, 12, 15]) {
    await passTo(house, first, day, 10);
    await callAll(house, kept, out);
  }
  await passTo(house, first, 15, 23);
  setDay(house, first, 16, 0);
  out.chapter({
    'zh-CN': '第 16 天 00:00：一直跟进但 15 天未成单的客户也进入公海',
    en: 'Day 16, 00:00: who was called again and again but not closed in fifteen days goes too',
  });
  await reclaim(house, out);
}

async function reclaim(house: House, out: Terminal): Promise<void> {
  const at = house.clock.now();
  const { reclaimed } = await house.as(null, () => house.get(ReclaimService).run(NOBODY_STOPS));
  const rows = await house.database.rows<{ outcome: string; n: number }>(
    'SELECT outcome, COUNT(*) AS n FROM ownership WHERE endedAt >= ? GROUP BY outcome ORDER BY outcome',
    [at],
  );
  const of = (outcome: string) => Number(rows.find((row) => row.outcome === outcome)?.n ?? 0);
  const [row] = await house.database.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM customer WHERE holding = 'owned'`);
  out.say(
    {
      'zh-CN': '回收 {reclaimed} 个（3 天未跟进 {follow}，15 天未成单 {deal}），仍有顾问的客户 {left} 个。',
      en: '{reclaimed} are reclaimed ({follow} not followed up, {deal} not closed); {left} still have an owner.',
    },
    { reclaimed, follow: of('follow-up-overdue'), deal: of('deal-overdue'), left: Number(row!.n) },
  );
  await house.work();
}
