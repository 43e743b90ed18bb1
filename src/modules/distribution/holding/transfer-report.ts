import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/audit.js';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { Context } from '../../../platform/context/context.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { CustomersCalled } from '../../customers/customers-called.service.js';
import type { Person } from '../../customers/ownership/ownership-people.service.js';
import type { ReachRow } from './holding.repository.js';
import type { Due, Transfer } from './holding.dto.js';
import { customersHandedOn, customersHandedOver, customersTakenAway } from './holding.messages.js';

/** One who was handed over, as he was. */
export type MovedRow = Pick<ReachRow, 'id' | 'name' | 'ownerId'>;

/** Who is told of a hand-over, and what the log says about it. */
@Injectable()
export class TransferReport {
  constructor(
    private readonly audit: Audit,
    private readonly notifications: Notifications,
    private readonly called: CustomersCalled,
    private readonly context: Context,
    private readonly time: BusinessTime,
  ) {}

  async moved(rows: readonly ReachRow[], to: Person, input: Transfer & { due: ReadonlyMap<number, Due> }, action: string): Promise<void> {
    if (!rows.length) return;
    const detail = { ...(input.reason ? { reason: input.reason } : {}), ...(input.override ? { override: true } : {}) };
    if (rows.length === 1) {
      const row = rows[0]!;
      await this.audit.record({
        subject: 'Customer',
        subjectId: row.id,
        action,
        before: { ownerId: row.ownerId, holding: row.holding, reclaimAt: input.due.get(row.id)!.reclaimAtBefore },
        after: { ownerId: to.id, holding: 'owned', reclaimAt: input.due.get(row.id)!.reclaimAt },
        detail: { ...detail, clocks: input.due.get(row.id)!.clocks },
      });
    } else {
      const from = Object.fromEntries([...groupByOwner(rows)].map(([ownerId, some]) => [ownerId ?? 'nobody', some.map((r) => r.id)]));
      await this.audit.record({
        subject: 'Customer',
        subjectId: `${action}-${rows[0]!.id}`,
        action,
        after: { ownerId: to.id },
        detail: { ...detail, count: rows.length, from },
      });
    }
    await this.tell(rows, to, input.due);
  }

  /** Receiver and former owners hear of it. */
  async tell(rows: readonly MovedRow[], to: Pick<Person, 'id' | 'name'>, due: ReadonlyMap<number, Due>): Promise<void> {
    const { actor } = this.context;
    if (to.id !== actor.id) await this.tellReceiver(rows, to, due);
    for (const [ownerId, some] of groupByOwner(rows))
      if (ownerId !== null && ownerId !== actor.id)
        await this.notifications.notify(customersTakenAway, [ownerId], {
          n: some.length,
          by: actor.name,
          to: to.name,
          names: await this.called.list(ownerId, some),
        });
  }

  /** Full deadlines, or those that were running: two messages, since he has to do something else about them. */
  private async tellReceiver(rows: readonly MovedRow[], to: Pick<Person, 'id'>, due: ReadonlyMap<number, Due>): Promise<void> {
    const params = async (some: readonly MovedRow[]) => ({
      n: some.length,
      by: this.context.actor.name,
      names: await this.called.list(to.id, some),
      staffId: to.id,
    });
    const goesOn = ({ id }: MovedRow) => due.get(id)!.clocks === 'go-on' && due.get(id)!.reclaimAt !== null;
    const running = rows.filter(goesOn);
    const others = rows.filter((row) => !goesOn(row));
    if (others.length) await this.notifications.notify(customersHandedOver, [to.id], await params(others));
    if (!running.length) return;
    const first = (of: 'reclaimAtBefore' | 'reclaimAt') =>
      this.time.format(running.reduce((at, { id }) => Math.min(at, Date.parse(due.get(id)![of] ?? due.get(id)!.reclaimAt!)), Infinity));
    await this.notifications.notify(customersHandedOn, [to.id], {
      ...(await params(running)),
      before: first('reclaimAtBefore'),
      first: first('reclaimAt'),
    });
  }
}

function groupByOwner<R extends { ownerId: number | null }>(rows: readonly R[]): Map<number | null, R[]> {
  const by = new Map<number | null, R[]>();
  for (const row of rows) {
    const his = by.get(row.ownerId);
    if (his) his.push(row);
    else by.set(row.ownerId, [row]);
  }
  return by;
}
