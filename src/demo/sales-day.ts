import { FollowUpService } from '../modules/customers/interactions/follow-up.service.js';
import type { INTERACTION_KINDS } from '../modules/customers/interactions/interaction.entity.js';
import { OwnershipOutcomes } from '../modules/customers/ownership/ownership-outcomes.service.js';
import { ClaimService } from '../modules/distribution/pool/claim.service.js';
import { HoldingService } from '../modules/distribution/holding/holding.service.js';
import { MINUTE } from '../platform/context/clock.js';
import type { House } from './house.js';
import { LOST, WORDS } from './people.js';
import { drawFor, type Random } from './random.js';

interface Held {
  id: number;
  ownedSince: number;
  lastFollowUpAt: number | null;
  followUpDueOn: string | null;
  ownershipId: number;
}
/** How it goes between this owner and this customer; drawn once, for each ownership anew. */
type Course = 'forgotten' | 'dropped' | 'kept' | 'won' | 'lost' | 'released';
const COURSES: readonly (readonly [Course, number])[] = [
  ['forgotten', 46],
  ['dropped', 22],
  ['kept', 14],
  ['won', 8],
  ['lost', 7],
  ['released', 3],
];

interface Plan {
  readonly course: Course;
  /** Day of the ownership on which it is decided. */
  readonly day: number;
  readonly random: Random;
}

function planOf(held: Held): Plan {
  const random = drawFor(held.id, held.ownershipId);
  return { course: random.weighted(COURSES), day: random.int(2, 11), random };
}

/** What one salesperson does with his customers on one day. */
export async function workDay(house: House, staffId: number, { ago }: { ago: number }): Promise<void> {
  const rows = await house.database.rows<Held>(
    `SELECT c.id, c.ownedSince, c.lastFollowUpAt, c.followUpDueOn, o.id AS ownershipId FROM customer c JOIN ownership o ON o.openCustomerId = c.id
      WHERE c.ownerId = ? AND c.holding = 'owned' AND c.status = 'open' AND c.deletedAt IS NULL ORDER BY c.id`,
    [staffId],
  );
  if (!rows.length) return;
  const today = house.time.dayOf(house.clock.now());
  await house.together(staffId, async () => {
    for (const held of rows) await oneCustomer(house, staffId, held, today, ago);
  });
}

async function oneCustomer(house: House, staffId: number, held: Held, today: string, ago: number): Promise<void> {
  const { course, day, random } = planOf(held);
  const age = house.time.daysBetween(house.time.dayOf(Number(held.ownedSince)), today);
  if (course === 'forgotten' || (course === 'dropped' && held.lastFollowUpAt !== null)) return;
  const decided = age >= day && (course === 'won' || course === 'lost' || course === 'released');
  const first = held.lastFollowUpAt === null && age >= 1;
  const last = held.lastFollowUpAt !== null && held.followUpDueOn === today;
  if (!decided && !first && !last) return;
  if (!ago && !decided && random.chance(0.5)) return; // the day is not over
  const kind = random.weighted<(typeof INTERACTION_KINDS)[number]>([
    ['call', 6],
    ['message', 3],
    ['visit', 1],
  ]);
  await house.get(FollowUpService).record({ customerId: held.id, kind, summary: random.pick(WORDS[kind as keyof typeof WORDS]) });
  if (!decided) return;
  if (course === 'won') await house.get(OwnershipOutcomes).win(held.id, { actorId: staffId });
  if (course === 'lost') await house.get(HoldingService).lose(held.id, random.pick(LOST));
  if (course === 'released') await house.get(HoldingService).release(held.id, '时间对不上，转给同事试试');
}

/** He takes some of those who have waited longest in the pool and are not barred to him. */
export async function claimSome(house: House, staffId: number, n: number): Promise<void> {
  const rows = await house.database.rows<{ id: number }>(
    `SELECT c.id FROM customer c WHERE c.holding = 'pool' AND c.deletedAt IS NULL AND NOT EXISTS (SELECT 1 FROM ownership o WHERE o.customerId = c.id AND o.staffId = ?)
      ORDER BY c.holdingSince, c.id LIMIT ?`,
    [staffId, n],
  );
  for (const { id } of rows) {
    house.clock.advance(MINUTE);
    await house.as(staffId, () => house.get(ClaimService).claim(id));
  }
}
