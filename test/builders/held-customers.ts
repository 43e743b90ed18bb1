import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../src/platform/database/database.js';
import { Clock } from '../../src/platform/context/clock.js';
import { CustomerTotals } from '../../src/modules/customers/ownership/totals.js';
import { type FollowUp, OwnershipClock } from '../../src/modules/customers/ownership/ownership-clock.service.js';
import { OwnershipRepository } from '../../src/modules/customers/ownership/ownership.repository.js';
import { OwnershipService } from '../../src/modules/customers/ownership/ownership.service.js';
import { ReclaimRepository } from '../../src/modules/distribution/reclaim/reclaim.repository.js';
import { ReclaimService } from '../../src/modules/distribution/reclaim/reclaim.service.js';
import { StaffPrincipals } from '../../src/modules/rbac/staff/staff-principals.js';
import { TokenSignInService } from '../../src/platform/auth/sign-in/token-sign-in.service.js';
import type { TestApp } from '../app.js';
import { type AuthHeaders, signIn } from '../staff.js';

let made = 0;

/** As recording the owner's interaction does it: the customer's row first, then his clocks. */
export function followedUp(
  { app }: TestApp,
  customerId: number,
  staffId: number,
  at: number,
): Promise<Pick<FollowUp, 'counts' | 'overdue'>> {
  return app.get(Database, { strict: false }).transaction(async () => {
    const [row] = await app.get(OwnershipRepository, { strict: false }).lock([customerId], ['owned'], { deleted: false });
    if (row?.ownerId !== staffId) return { counts: false, overdue: false };
    const { counts, overdue } = await app.get(OwnershipClock, { strict: false }).followedUp(row, at, at);
    return { counts, overdue };
  });
}

export interface TestCustomer {
  name?: string;
  phone?: string;
  source?: string;
  type?: 'person' | 'company';
  area?: string;
  holding?: 'pending' | 'pool';
}

/** Customers straight from the database, pending unless said otherwise, counted in the totals. @returns their ids. */
export async function newCustomers({ app }: TestApp, n: number, customer: TestCustomer = {}): Promise<number[]> {
  const database = app.get(Database, { strict: false });
  const now = app.get(Clock, { strict: false }).now();
  return database.transaction(async () => {
    const ids: number[] = [];
    for (let i = 0; i < n; i++) {
      const phone = customer.phone ?? `+86139${String(++made).padStart(8, '0')}`;
      ids.push(
        await database.insertId(
          `INSERT INTO customer (type, name, phone, phoneKey, email, area, source, status, doNotCall, doNotMail, holding, holdingSince, warnedSteps, createdAt, updatedAt, version)
           VALUES (?, ?, ?, ?, ?, ?, ?, 'open', 0, 0, ?, ?, 0, ?, ?, 1)`,
          [
            customer.type ?? 'person',
            customer.name ?? `Customer ${made}`,
            phone,
            phone,
            'somebody@example.com',
            customer.area ?? null,
            customer.source ?? null,
            customer.holding ?? 'pending',
            now,
            now,
            now,
          ],
        ),
      );
    }
    await app.get(CustomerTotals, { strict: false }).changed([{ departmentId: null, ownerId: null, n }]);
    return ids;
  });
}

/** Customers that this person owns since now, as if distributed. */
export async function ownedCustomers(house: TestApp, staffId: number, n: number, customer: TestCustomer = {}): Promise<number[]> {
  const ids = await newCustomers(house, n, customer);
  await house.app.get(OwnershipService, { strict: false }).begin(
    ids.map((customerId) => ({ customerId, staffId })),
    { by: 'distributed', caps: 'ignore' },
  );
  return ids;
}

export interface CustomerState {
  holding: string;
  holdingSince: number;
  status: string;
  ownerId: number | null;
  departmentId: number | null;
  ownedSince: number | null;
  dealClockOn: string | null;
  followUpClockOn: string | null;
  lastFollowUpAt: number | null;
  followUpDueOn: string | null;
  dealDueOn: string | null;
  reclaimAt: number | null;
  lockedUntil: string | null;
  warnedSteps: number;
}

export async function stateOf({ app }: TestApp, id: number): Promise<CustomerState> {
  const [row] = await app.get(Database, { strict: false }).rows<CustomerState>('SELECT * FROM customer WHERE id = ?', [id]);
  return row!;
}

export interface OwnershipState {
  staffId: number;
  beganBy: string;
  outcome: string | null;
  endedAt: number | null;
  barredUntil: number | null;
  openCustomerId: number | null;
  dealClockOn: string;
}

export function ownershipsOf({ app }: TestApp, customerId: number): Promise<OwnershipState[]> {
  return app
    .get(Database, { strict: false })
    .rows<OwnershipState>('SELECT * FROM ownership WHERE customerId = ? ORDER BY id', [customerId]);
}

/** Sets the clock of the application to a business-zone wall time, `2026-03-10 09:00` (UTC+8). */
export function setTime({ app }: TestApp, wall: string): void {
  app.get(Clock, { strict: false }).set(Date.parse(`${wall.replace(' ', 'T')}${wall.length > 16 ? '' : ':00'}+08:00`));
}

/** Headers of a session that begins now: moving the clock ends older ones. */
export async function headersOf({ app }: TestApp, staffId: number): Promise<AuthHeaders> {
  const actor = await app.get(StaffPrincipals, { strict: false }).load(staffId);
  const { accessToken } = await app.get(TokenSignInService, { strict: false }).open(actor!, false, 'test');
  return { authorization: `Bearer ${accessToken}` };
}

/** Thousands at once, shared out among these people. */
export async function bulkOwned({ app }: TestApp, staffIds: readonly number[], n: number): Promise<void> {
  const database = app.get(Database, { strict: false });
  const now = app.get(Clock, { strict: false }).now();
  for (let from = 0; from < n; from += 2000) {
    await database.transaction(async () => {
      const many = Math.min(2000, n - from);
      const row = `('person', ?, 'open', 0, 0, 'pending', ?, 0, ?, ?, 1)`;
      await database.run(
        `INSERT INTO customer (type, name, status, doNotCall, doNotMail, holding, holdingSince, warnedSteps, createdAt, updatedAt, version) VALUES ${Array.from({ length: many }, () => row).join(',')}`,
        Array.from({ length: many }, (_, i) => [`Bulk ${from + i}`, now, now, now]).flat(),
      );
      await app.get(CustomerTotals, { strict: false }).changed([{ departmentId: null, ownerId: null, n: many }]);
      const ids = await database.rows<{ id: number }>(`SELECT id FROM customer WHERE holding = 'pending' ORDER BY id`);
      const items = ids.map(({ id }, i) => ({ customerId: id, staffId: staffIds[i % staffIds.length]! }));
      await app.get(OwnershipService, { strict: false }).begin(items, { by: 'distributed', caps: 'ignore' });
    });
  }
}

/** All who are due at `at`: a run leaves those whose rows somebody holds to the next one, a minute later. */
export async function reclaimAll({ app }: TestApp, at: number): Promise<void> {
  const run = { progress: () => undefined, stopped: () => false, before: 0 };
  for (let i = 0; i < 200 && (await app.get(ReclaimRepository, { strict: false }).countDue(at)) > 0; i++) {
    await app.get(ReclaimService, { strict: false }).run(run, at);
    await sleep(i && 50);
  }
}

/** For tests that move the clock by days: nobody is reclaimed in between, except where they say so. */
export async function restReclaim(house: TestApp): Promise<void> {
  const headers = await signIn(house);
  const url = '/api/schedules/distribution.reclaim';
  const answer = await house.app.inject({ method: 'PATCH', url, headers, payload: { paused: true } });
  if (answer.statusCode !== 200) throw new Error(answer.body);
}
