import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/audit.js';
import { Context } from '../../../platform/context/context.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import type { Person } from '../../customers/ownership/ownership-people.service.js';
import type { ReachRow } from './holding.repository.js';
import type { Transfer } from './holding.dto.js';
import { customersHandedOver, customersTakenAway } from '../pool/pool.messages.js';

/** Who is told of a hand-over, and what the log says about it. */
@Injectable()
export class TransferReport {
  constructor(
    private readonly audit: Audit,
    private readonly notifications: Notifications,
    private readonly context: Context,
  ) {}

  async moved(rows: readonly ReachRow[], to: Person, input: Transfer, action: string): Promise<void> {
    if (!rows.length) return;
    const { actor } = this.context;
    const detail = { ...(input.reason ? { reason: input.reason } : {}), ...(input.override ? { override: true } : {}) };
    if (rows.length === 1) {
      const row = rows[0]!;
      await this.audit.record({
        subject: 'Customer',
        subjectId: row.id,
        action,
        before: { ownerId: row.ownerId, holding: row.holding },
        after: { ownerId: to.id, holding: 'owned' },
        detail,
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
    if (to.id !== actor.id)
      await this.notifications.notify(customersHandedOver, [to.id], {
        n: rows.length,
        by: actor.name,
        names: rows.map((r) => r.name),
        staffId: to.id,
      });
    for (const [ownerId, some] of groupByOwner(rows))
      if (ownerId !== null && ownerId !== actor.id)
        await this.notifications.notify(customersTakenAway, [ownerId], {
          n: some.length,
          by: actor.name,
          to: to.name,
          names: some.map((r) => r.name),
        });
  }
}

function groupByOwner<R extends { ownerId: number | null }>(rows: readonly R[]): Map<number | null, R[]> {
  const by = new Map<number | null, R[]>();
  for (const row of rows) by.set(row.ownerId, [...(by.get(row.ownerId) ?? []), row]);
  return by;
}
