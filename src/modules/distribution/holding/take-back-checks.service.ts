import { Injectable } from '@nestjs/common';
import type { HandedOver, InTheWay } from '../../customers/bulk/bulk-hand-over.port.js';
import { OwnershipExpiry } from '../../customers/ownership/ownership-expiry.service.js';
import { OwnershipPeople, type Person } from '../../customers/ownership/ownership-people.service.js';
import { BarGate } from '../pool/bar-gate.js';
import { HandedOverRepository, type PresentOwnership } from './handed-over.repository.js';
import { type Memory, memoryOf } from './handed-over-memory.service.js';
import { HoldingRepository, type ReachRow } from './holding.repository.js';
import { TransferChecks } from './transfer-checks.js';

/** Former owners as they are now. */
interface Owners {
  readonly people: ReadonlyMap<number, Person>;
  readonly holders: ReadonlySet<number>;
  /** `<customer> <person>` of those who may not have him. */
  readonly barred: ReadonlySet<string>;
}

/** Whether a hand-over can be taken back: nobody has touched it since, and the owner of before may still have him. */
@Injectable()
export class TakeBackChecks {
  constructor(
    private readonly holdings: HoldingRepository,
    private readonly handed: HandedOverRepository,
    private readonly expiry: OwnershipExpiry,
    private readonly people: OwnershipPeople,
    private readonly bars: BarGate,
    private readonly checks: TransferChecks,
  ) {}

  /** By customer what is in the way; null: nothing. With `lock` they stay as they are, and who is due is reclaimed. */
  async ways(handed: readonly HandedOver[], { lock }: { lock: boolean }): Promise<Map<number, InTheWay>> {
    const ids = handed.map((one) => one.customerId);
    const rows = new Map((await this.holdings.inReach(ids, 'assign', { lock })).map((row) => [row.id, row]));
    const present = await this.handed.present(ids);
    const deleted = await this.handed.deleted(ids.filter((id) => !rows.has(id)));
    const touched = await this.followedUp(handed);
    const owners = await this.owners(handed);
    const ways = new Map<number, InTheWay>();
    for (const one of handed) {
      const row = rows.get(one.customerId);
      if (!row) ways.set(one.customerId, deleted.has(one.customerId) ? 'change.deleted' : 'forbidden');
      else {
        const way = this.since(one, row, present.get(row.id), touched) ?? this.before(memoryOf(one), row, owners);
        ways.set(row.id, way);
        if (lock && way === 'customer.overdue') await this.expiry.expireIfDue(row.id);
      }
    }
    return ways;
  }

  /** What has happened to him since. */
  private since(one: HandedOver, row: ReachRow, present: PresentOwnership | undefined, touched: ReadonlySet<string>): InTheWay {
    const was = memoryOf(one);
    if (row.status !== was.status) return 'change.status-since';
    if (row.ownerId !== one.toStaffId || (present?.id ?? null) !== was.ownershipId) return 'change.owner-since';
    if (this.expiry.isDue(row)) return 'customer.overdue';
    if (row.lastFollowUpAt !== null || touched.has(`${row.id} ${one.toStaffId}`)) return 'change.followed-up';
    return row.lockedUntil === null ? null : 'change.locked';
  }

  /** Whether he can go to whoever had him. */
  private before({ ownerId, standing }: Memory, row: ReachRow, { people, holders, barred }: Owners): InTheWay {
    if (ownerId === null) return null;
    const person = people.get(ownerId);
    if (!person || !holders.has(ownerId)) return 'change.owner-gone';
    if (!this.checks.reaches(row, person, 'assign')) return 'customer.receiver-unknown';
    if (barred.has(`${row.id} ${ownerId}`)) return 'change.owner-barred';
    const late = standing?.reclaimAt != null && this.expiry.isDue({ holding: 'owned', reclaimAt: standing.reclaimAt });
    return late && this.checks.isCaller(person) ? 'change.owner-late' : null;
  }

  private async owners(handed: readonly HandedOver[]): Promise<Owners> {
    const ids = [...new Set(handed.flatMap((one) => memoryOf(one).ownerId ?? []))];
    const people = new Map<number, Person>();
    const barred = new Set<string>();
    for (const id of ids) {
      const person = await this.people.find(id);
      if (person) people.set(id, person);
      const his = handed.filter((one) => memoryOf(one).ownerId === id && memoryOf(one).standing).map((one) => one.customerId);
      for (const { customerId } of await this.bars.bars(his, id)) barred.add(`${customerId} ${id}`);
    }
    return { people, holders: await this.people.holders(ids), barred };
  }

  private async followedUp(handed: readonly HandedOver[]): Promise<Set<string>> {
    const since = Math.min(...handed.map((one) => memoryOf(one).at));
    const written = await this.handed.interactions(
      handed.map((one) => one.customerId),
      since,
    );
    const at = new Map(handed.map((one) => [one.customerId, memoryOf(one).at]));
    return new Set(
      written.filter((one) => one.at >= at.get(one.customerId)!).map(({ customerId, authorId }) => `${customerId} ${authorId}`),
    );
  }
}
