import { CustomerCreateService } from '../modules/customers/customer-create.service.js';
import { CustomerDeleteService } from '../modules/customers/recycle-bin/customer-delete.service.js';
import { QuotaService } from '../modules/distribution/quota/quota.service.js';
import { ReclaimService } from '../modules/distribution/reclaim/reclaim.service.js';
import { WarningService } from '../modules/distribution/reclaim/warning.service.js';
import { MINUTE } from '../platform/context/clock.js';
import { LeaveService } from '../modules/rbac/leave/leave.service.js';
import { instantsOf, lastDayOfWork, OPENS } from './hours.js';
import type { House } from './house.js';
import type { Institute } from './institute.js';
import { ClaimRules } from '../modules/customers/deadlines/claim-rules.service.js';
import { ScheduleBoard } from '../platform/jobs/schedule-board.service.js';
import { importFile } from './intake.js';
import type { Leads } from './leads.js';
import { claimSome, workDay } from './sales-day.js';
import { NARROW_TEAM, NEARLY_FULL } from './staff-list.js';

/** Rows imported so many days ago. */
const FILES: Readonly<Record<number, number>> = { 19: 400, 10: 420, 2: 600, 0: 260 };
const HISTORY_DAYS = 19;
/** Typed in every day; what lacks to the total stood in the books on the first. */
const DAILY = { companies: 3, own: 2, single: 1 };
const TOTAL = 2000;
const BINNED = 24;
const LEFT_TO_TAKE = 12;
const NOBODY_STOPS = { progress: () => undefined, stopped: () => false, before: 0 };

/** Plays nearly three weeks of the institute up to the present instant: leads come in, are followed up, lost, claimed, won. */
export async function playHistory(house: House, institute: Institute, leads: Leads): Promise<void> {
  const now = house.clock.now();
  const today = house.time.dayOf(now);
  const lastDay = lastDayOfWork(house.time, now);
  for (let ago = HISTORY_DAYS; ago >= 0; ago--) {
    const day = house.time.addDays(lastDay, -ago);
    const instant = instantsOf(house.time, day, now);
    const at = (hour: number) => house.clock.set(instant(hour));
    at(0);
    await house.as(null, () => house.get(ReclaimService).run(NOBODY_STOPS));
    at(OPENS);
    await house.as(null, () => house.get(WarningService).run(NOBODY_STOPS));
    await house.work();
    if (!ago) await beforeTheLastFile(house, institute);
    at(10);
    await arrivals(house, institute, leads, ago);
    if (ago) at(14);
    for (const staffId of institute.sellers) await workDay(house, staffId, { ago });
    at(17);
    if (ago) for (const [i, staffId] of institute.sellers.entries()) if ((ago + i) % 2) await claimSome(house, staffId, 3);
    await house.work();
  }
  await tidyUp(house, institute);
  await rest(house, institute);
  if (lastDay !== today) {
    house.clock.set(house.time.startOf(today));
    await house.as(null, () => house.get(ReclaimService).run(NOBODY_STOPS));
    await house.work();
  }
  house.clock.set(now);
}

async function arrivals(house: House, { operations, sellers }: Institute, leads: Leads, ago: number): Promise<void> {
  const rows = FILES[ago];
  if (rows)
    await importFile(house, operations, {
      name: `市场部线索-${house.time.dayOf(house.clock.now())}.csv`,
      content: Buffer.from(leads.csv(rows)),
    });
  const create = house.get(CustomerCreateService);
  const missing =
    ago === HISTORY_DAYS
      ? TOTAL - Object.values(FILES).reduce((a, b) => a + b) - (HISTORY_DAYS + 1) * (DAILY.companies + DAILY.own + DAILY.single)
      : 0;
  await house.together(operations, async () => {
    for (let i = 0; i < DAILY.single + missing; i++) await create.create(leads.person());
    for (let i = 0; i < DAILY.companies; i++) await create.create(leads.company());
  });
  const seller = sellers[ago % sellers.length]!;
  await house.together(seller, async () => {
    for (let i = 0; i < DAILY.own; i++) await create.create(leads.person());
  });
  await house.work();
}

/**
 * What a newcomer meets: customers who wait, as the schedule rests until somebody starts a run, imports or turns it on; two who take whatever comes,
 * so that a file of his own finds takers; one who is nearly full, and a team with narrower rules than the house.
 */
async function rest(house: House, { quotas, staff, operations }: Institute): Promise<void> {
  const full = staff.get(NEARLY_FULL)!;
  const [load] = await house.database.rows<{ openCount: number }>('SELECT openCount FROM holder_load WHERE staffId = ?', [full]);
  await house.together(null, async () => {
    for (const id of quotas) {
      const quota = await house.get(QuotaService).get(id);
      const own = quota.staffId === full ? { maxOpen: (load?.openCount ?? 0) + LEFT_TO_TAKE } : {};
      await house.get(QuotaService).update(id, { maxUntouched: null, ...own });
    }
    const [team] = await house.database.rows<{ id: number }>('SELECT id FROM department WHERE code = ?', [NARROW_TEAM.department]);
    await house.get(ClaimRules).create({ ...NARROW_TEAM.rule, departmentId: team!.id });
  });
  await house.as(operations, () => house.get(ScheduleBoard).change('distribution.run', { paused: true }));
}

/** Everybody has his hands full today, so that some of the last file wait; one colleague begins his leave. */
async function beforeTheLastFile(house: House, { quotas, staff }: Institute): Promise<void> {
  await house.together(null, async () => {
    for (const id of quotas) await house.get(QuotaService).update(id, { maxUntouched: 110, applyNow: true });
    const today = house.time.dayOf(house.clock.now());
    await house.get(LeaveService).create(staff.get('zhangwei')!, { fromDay: today, toDay: house.time.addDays(today, 2), reason: '年假' });
  });
  await house.work();
}

/** Test entries and wrong numbers go to the recycle bin. */
async function tidyUp(house: House, { operations }: Institute): Promise<void> {
  house.clock.advance(MINUTE);
  const rows = await house.database.rows<{ id: number }>(
    `SELECT id FROM customer WHERE holding = 'pool' AND deletedAt IS NULL ORDER BY id LIMIT ?`,
    [BINNED],
  );
  await house.together(operations, async () => {
    for (const { id } of rows) await house.get(CustomerDeleteService).remove(id);
  });
  await house.work();
}
