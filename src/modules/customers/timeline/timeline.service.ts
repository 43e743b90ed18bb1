import { Injectable } from '@nestjs/common';
import type { AuditEntry } from '../../../platform/audit/audit-entry.entity.js';
import { AuditLog } from '../../../platform/audit/audit-log.service.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/list-query.js';
import { StaffDirectory } from '../../rbac/staff/staff-directory.service.js';
import { MergeTimeline } from '../merge/merge.timeline.js';
import { CustomerAccess } from '../customer-access.service.js';
import { isVisible } from '../customer.view.js';
import { CustomerChildren } from '../customer-children.js';
import type { TimelineBefore, TimelineEntry } from '../customer.port.js';
import { type TimelineQuery, timelineView, type TimelineView } from './timeline.dto.js';
import { TimelineRepository } from './timeline.repository.js';

/** Entries of the log that other entries tell better, or that are about others than the customer. */
const UNTOLD = new Set([
  'reclaim',
  'claim',
  'release',
  'assign',
  'transfer',
  'duplicate-lookup',
  'duplicate-refused',
  'erase-personal-log',
  'merge',
  'merge-undo',
]);
const NO_PLACE = 'timeline';

/** Everything that happened with a customer in one order, newest first. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly repository: TimelineRepository,
    private readonly access: CustomerAccess,
    private readonly children: CustomerChildren,
    private readonly log: AuditLog,
    private readonly staff: StaffDirectory,
    private readonly merges: MergeTimeline,
  ) {}

  /** @throws not-found (404) for a customer outside the caller's scope. */
  async page(customerId: number, { pageSize, cursor }: TimelineQuery): Promise<{ items: TimelineView[]; nextCursor: string | null }> {
    const customer = await this.access.demand(customerId, 'read', 'Customer');
    const fields = await this.access.fields(customerId);
    const before = cursor === undefined ? undefined : placeOf(cursor);
    // entries of one instant may stand on both sides of a page's end: some more are read than the page needs
    const found: TimelineEntry[] = [];
    const limit = pageSize + 1 + SAME_INSTANT;
    if (this.access.may('read', 'Interaction', customer))
      found.push(...(await this.repository.interactions(customerId, before?.at, limit)));
    found.push(...(await this.repository.ownerships(customerId, before?.at, limit)));
    found.push(...(await this.merges.entries(customerId)));
    for (const id of [customerId, ...(await this.merges.mergedInto(customerId))])
      found.push(...(await this.changes(id, fields, before?.at, limit)));
    found.push(...(await this.children.timeline(customerId, before, limit)));
    const told = (entry: TimelineEntry) => !fields || (entry.tells ?? []).every((field) => isVisible(field, fields));
    const entries = namingMerged(found.filter(told))
      .filter((entry) => !before || compare(entry, before) > 0)
      .sort(compare);
    const shown = entries.slice(0, pageSize);
    const names = await this.staff.many(shown.flatMap((entry) => entry.staffId ?? []));
    const items = shown.map((entry) => timelineView(entry, entry.staffId === null ? null : (names.get(entry.staffId)?.name ?? null)));
    const last = shown.at(-1);
    return {
      items,
      nextCursor:
        entries.length > pageSize && last ? encodeCursor({ sort: NO_PLACE, value: `${last.at} ${last.kind}`, id: last.id }) : null,
    };
  }

  /** Which fields, not their values: those belong to the log. A change of nothing that the caller sees is none to him. */
  private async changes(
    customerId: number,
    seen: ReadonlySet<string> | undefined,
    at: number | undefined,
    limit: number,
  ): Promise<TimelineEntry[]> {
    const told = new Map<number, TimelineEntry>();
    // of the log as much is read as tells him what a page needs; entries of one instant are met again by the next reading
    for (let upTo = at; ;) {
      const entries = await this.log.history('Customer', customerId, upTo, limit);
      for (const entry of this.told(entries, seen)) told.set(entry.id, entry);
      const earliest = Number(entries.at(-1)?.occurredAt);
      if (entries.length < limit || told.size >= limit || earliest === upTo) return [...told.values()];
      upTo = earliest;
    }
  }

  private told(entries: readonly AuditEntry[], seen: ReadonlySet<string> | undefined): TimelineEntry[] {
    return entries.flatMap((entry) => {
      const changed = [...Object.keys(entry.changes ?? {}), ...(entry.personalFields ?? [])];
      const fields = seen ? changed.filter((field) => isVisible(field, seen)) : changed;
      if (UNTOLD.has(entry.action) || (changed.length && !fields.length)) return [];
      return [
        {
          kind: 'change',
          id: entry.id,
          at: Number(entry.occurredAt),
          staffId: entry.actorKind === 'staff' ? entry.actorId : null,
          data: { action: entry.action, fields },
        },
      ];
    });
  }
}

/** An owner whose customer became part of another is told of with that customer's name: the merge is written after he was let go. */
function namingMerged(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const merges = entries.filter(({ kind }) => kind === 'merge').sort((a, b) => a.at - b.at);
  return entries.map((entry) => {
    const gone = entry.kind === 'owner-left' && entry.data['outcome'] === 'merged';
    const merge = gone ? merges.find(({ at }) => at >= entry.at)?.data : undefined;
    if (!merge) return entry;
    const { otherName, otherNumber, keptNumber } = merge;
    return { ...entry, data: { ...entry.data, otherName, otherNumber, keptNumber } };
  });
}

/** A batch writes at most this many entries of one customer at one instant. */
const SAME_INSTANT = 10;

/** Newest first; ties by kind and id. */
function compare(a: TimelineBefore, b: TimelineBefore): number {
  return b.at - a.at || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : b.id - a.id);
}

/** @throws input.invalid (400) for a cursor that is not ours. */
function placeOf(cursor: string): TimelineBefore {
  const { value, id } = decodeCursor(cursor, NO_PLACE);
  const [at = '', kind = ''] = String(value).split(' ');
  return { at: Number(at) || 0, kind, id };
}
