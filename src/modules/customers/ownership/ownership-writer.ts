import { Injectable } from '@nestjs/common';
import { BusinessTime, type Day } from '../../../platform/context/business-time.js';
import { type DueDays, type Exemption, goingOn } from '../deadlines/deadline.js';
import { Deadlines, type DeadlineSnapshot } from '../deadlines/deadlines.service.js';
import { HolderCaps } from './holder-caps.service.js';
import { HolderLoadRepository } from './holder-load.repository.js';
import type { OwnershipBeginning, OwnershipOutcome } from './ownership.entity.js';
import type { Person } from './ownership-people.repository.js';
import {
  type BegunClocks,
  type Closing,
  type HeldRow,
  type NewOwnership,
  OwnershipRepository,
  type StoredDeadline,
} from './ownership.repository.js';
import { CustomerTotals, type TotalChange } from './totals.js';

export interface Beginning {
  readonly row: HeldRow;
  readonly person: Person;
  /** Clocks that go on where they stood; those that are absent start on the day of receipt. */
  readonly clocks?: RunningClocks | undefined;
}

export interface RunningClocks {
  readonly dealClockOn?: Day | undefined;
  readonly followUpClockOn?: Day | undefined;
}

/** How ownerships end; by which outcome may differ by customer. */
export type Ending = Omit<Closing, 'barredUntil' | 'outcome' | 'followedUpOn'> & {
  readonly outcome: OwnershipOutcome | ((row: HeldRow) => OwnershipOutcome);
};

/** What every beginning and end of an ownership has in common: row, clocks, loads and totals change together. Callers hold the customers' locks. */
@Injectable()
export class OwnershipWriter {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly deadlines: Deadlines,
    private readonly caps: HolderCaps,
    private readonly loads: HolderLoadRepository,
    private readonly totals: CustomerTotals,
    private readonly time: BusinessTime,
  ) {}

  /** Of these, in their order, as many as everybody's cap leaves room for; the loads stay locked (spec 06, Caps). */
  async withinCaps(items: readonly Beginning[]): Promise<Beginning[]> {
    const people = new Map(items.map(({ person }) => [person.id, person]));
    const caps = await this.caps.capsOf([...people.values()]);
    if (!caps.size) return [...items];
    const loads = await this.loads.lock([...caps.keys()]);
    return items.filter(({ row, person }) => {
      const cap = caps.get(person.id);
      if (cap === undefined || row.status !== 'open') return true;
      const open = loads.get(person.id) ?? 0;
      if (open >= cap) return false;
      loads.set(person.id, open + 1);
      return true;
    });
  }

  /** Makes these people owners from `at` on. */
  async begin(items: readonly Beginning[], by: OwnershipBeginning, at: number, byStaffId: number | null): Promise<void> {
    if (!items.length) return;
    const today = this.time.dayOf(at);
    const rows: NewOwnership[] = items.map(({ row, person, clocks }) => ({
      customerId: row.id,
      staffId: person.id,
      departmentId: person.departmentId,
      dealClockOn: clocks?.dealClockOn ?? today,
      followUpClockOn: clocks?.followUpClockOn ?? null,
    }));
    await this.repository.open(rows, by, at, byStaffId);
    const snapshot = await this.deadlines.snapshot();
    const exemptions = await this.deadlines.exemptions(items.map(({ row }) => row));
    const groups = new Map<string, { ids: number[]; began: BegunClocks; deadline: StoredDeadline }>();
    for (const [i, item] of items.entries()) {
      const began = rows[i]!;
      const deadline = this.firstDeadline(snapshot, item, began, { at, exemption: exemptions.get(item.row.id) ?? null });
      const key = `${deadline.deadlineRuleId}|${deadline.followUpDueOn}|${deadline.dealDueOn}|${began.dealClockOn}|${began.followUpClockOn}|${item.clocks !== undefined}`;
      const group = groups.get(key);
      if (group) group.ids.push(item.row.id);
      else groups.set(key, { ids: [item.row.id], began: { ...began, goOn: item.clocks !== undefined }, deadline });
    }
    for (const { ids, began, deadline } of groups.values()) await this.repository.take(ids, at, began, deadline);
    await this.loads.change(
      counted(
        items.filter(({ row }) => row.status === 'open').map(({ person }) => person.id),
        1,
      ),
    );
    await this.totals.changed(
      items.flatMap(({ row, person }) => [
        { departmentId: row.departmentId, ownerId: row.ownerId, n: -1 },
        { departmentId: person.departmentId, ownerId: person.id, n: 1 },
      ]),
    );
  }

  /** Ends the present ownership of these customers, who become nobody's. `barredUntil` may differ by customer. */
  async letGo(
    rows: readonly HeldRow[],
    to: 'pool' | 'pending',
    closing: Ending,
    barredUntil: (row: HeldRow) => number | null,
  ): Promise<void> {
    if (!rows.length) return;
    await this.close(rows, closing, barredUntil);
    await this.repository.letGo(
      rows.map((r) => r.id),
      to,
      closing.endedAt,
    );
    await this.totals.changed(rows.filter((r) => r.deletedAt === null).flatMap(left));
  }

  /** Ends the present ownership; what becomes of the customers is the caller's. */
  async close(rows: readonly HeldRow[], closing: Ending, barredUntil: (row: HeldRow) => number | null): Promise<void> {
    const groups = new Map<string, { ids: number[]; closing: Closing }>();
    for (const row of rows) {
      const outcome = typeof closing.outcome === 'function' ? closing.outcome(row) : closing.outcome;
      const until = barredUntil(row);
      const followedUpOn = row.lastFollowUpAt === null ? null : this.time.dayOf(Number(row.lastFollowUpAt));
      const key = `${outcome}|${until}|${followedUpOn}`;
      const group = groups.get(key);
      if (group) group.ids.push(row.id);
      else groups.set(key, { ids: [row.id], closing: { ...closing, outcome, barredUntil: until, followedUpOn } });
    }
    for (const group of groups.values()) await this.repository.close(group.ids, group.closing);
    await this.loads.change(
      counted(
        rows.filter(isOpenAndOwned).map((r) => r.ownerId!),
        -1,
      ),
    );
  }

  /** Lost customers keep no clocks; only who may see them changes. */
  async moveClosed(rows: readonly HeldRow[], to: Person | null): Promise<void> {
    if (!rows.length) return;
    const place = { departmentId: to?.departmentId ?? null, ownerId: to?.id ?? null };
    await this.repository.moveClosed(
      rows.map((r) => r.id),
      place.ownerId,
      place.departmentId,
    );
    await this.totals.changed(
      rows.flatMap((r) => [
        { ...placeOf(r), n: -1 },
        { ...place, n: 1 },
      ]),
    );
  }

  /** The customers have become nobody's. */
  left(rows: readonly HeldRow[]): Promise<void> {
    return this.totals.changed(rows.flatMap(left));
  }

  /** The customers came into the totals, or went out of them, where they are. */
  counted(rows: readonly HeldRow[], each: 1 | -1): Promise<void> {
    return this.totals.changed(rows.map((r) => ({ ...placeOf(r), n: each })));
  }

  private firstDeadline(
    snapshot: DeadlineSnapshot,
    { row, person, clocks }: Beginning,
    { dealClockOn, followUpClockOn }: NewOwnership,
    { at, exemption }: { at: number; exemption: Exemption | null },
  ): StoredDeadline {
    const source = clocks ? row.clockSource : row.source;
    const rule = snapshot.ruleFor(source, person.departmentId);
    const facts = {
      ownerId: person.id,
      departmentId: person.departmentId,
      source,
      ownedSince: at,
      dealClockOn,
      followUpClockOn,
      lastFollowUpAt: null,
      exemption,
    };
    const computed = snapshot.due(facts, rule);
    const granted = grantedTo(row, snapshot);
    const today = this.time.dayOf(at);
    const due: DueDays = {
      followUpDueOn: clocks?.followUpClockOn ? goingOn(computed.followUpDueOn, today, granted.followUpDueOn) : computed.followUpDueOn,
      dealDueOn: clocks?.dealClockOn ? goingOn(computed.dealDueOn, today, granted.dealDueOn) : computed.dealDueOn,
    };
    return {
      ...due,
      reclaimAt: snapshot.reclaimAt(due, null),
      deadlineRuleId: rule?.id ?? null,
      deadlineRuleVersion: rule?.version ?? null,
    };
  }
}

/** What the present owner has beyond what his rule says: a deadline that was put off. */
function grantedTo(row: HeldRow, snapshot: DeadlineSnapshot): DueDays {
  if (row.holding !== 'owned' || row.ownerId === null || row.status !== 'open') return { followUpDueOn: null, dealDueOn: null };
  const facts = { ...row, ownerId: row.ownerId, ownedSince: row.ownedSince!, dealClockOn: row.dealClockOn!, exemption: null };
  const ruled = snapshot.due(facts, snapshot.ruleFor(row.clockSource, row.departmentId));
  const beyond = (stored: Day | null, computed: Day | null) => (stored !== null && computed !== null && stored > computed ? stored : null);
  return { followUpDueOn: beyond(row.followUpDueOn, ruled.followUpDueOn), dealDueOn: beyond(row.dealDueOn, ruled.dealDueOn) };
}

const isOpenAndOwned = (row: HeldRow): boolean => row.holding === 'owned' && row.status === 'open' && row.ownerId !== null;

const placeOf = ({ departmentId, ownerId }: HeldRow) => ({ departmentId, ownerId });

/** What leaving an owner does to the totals. */
const left = (row: HeldRow): TotalChange[] => [
  { ...placeOf(row), n: -1 },
  { departmentId: null, ownerId: null, n: 1 },
];

function counted(ids: readonly number[], each: 1 | -1): Map<number, number> {
  const by = new Map<number, number>();
  for (const id of ids) by.set(id, (by.get(id) ?? 0) + each);
  return by;
}
