import { CustomerCreateService } from '../modules/customers/customer-create.service.js';
import { CustomerDeleteService } from '../modules/customers/recycle-bin/customer-delete.service.js';
import { QuotaService } from '../modules/distribution/quota/quota.service.js';
import { ReclaimService } from '../modules/distribution/reclaim/reclaim.service.js';
import { WarningService } from '../modules/distribution/reclaim/warning.service.js';
import { HOUR, MINUTE } from '../platform/context/clock.js';
import { LeaveService } from '../modules/rbac/leave.service.js';
import type { House } from './house.js';
import type { Institute } from './institute.js';
import { importFile } from './intake.js';
import type { Leads } from './leads.js';
import { claimSome, workDay } from './sales-day.js';
import { ROOM } from './staff-list.js';

/** Rows imported so many days ago. */
const FILES: Readonly<Record<number, number>> = { 19: 400, 10: 420, 2: 600, 0: 260 };
const HISTORY_DAYS = 19;
/** Typed in every day; what lacks to the total stood in the books on the first. */
const DAILY = { companies: 3, own: 2, single: 1 };
const TOTAL = 2000;
const BINNED = 24;
const NOBODY_STOPS = { progress: () => undefined, stopped: () => false, before: 0 };

/** Plays nearly three weeks of the institute up to the present instant: leads come in, are followed up, lost, claimed, won. */
export async function playHistory(house: House, institute: Institute, leads: Leads): Promise<void> {
  const now = house.clock.now();
  const today = house.time.dayOf(now);
  for (let ago = HISTORY_DAYS; ago >= 0; ago--) {
    const midnight = house.time.startOf(house.time.addDays(today, -ago));
    const length = ago ? 24 * HOUR : now - midnight;
    const at = (hour: number) => house.clock.set(midnight + (length * hour) / 24);
    at(0);
    await house.as(null, () => house.get(ReclaimService).run(NOBODY_STOPS));
    at(9);
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
  await makeRoom(house, institute);
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

/** The first limits of the house were too low for what comes in: from now on nearly everybody takes thousands. The next run hands out those who wait. */
async function makeRoom(house: House, { quotas }: Institute): Promise<void> {
  await house.together(null, async () => {
    for (const id of quotas) await house.get(QuotaService).update(id, { maxUntouched: ROOM });
  });
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
