import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.service.js';
import { ChangeItemRepository } from './change-item.repository.js';
import type { ChangeSet, Conflict } from './change-set.entity.js';
import type { Item } from './change-set.port.js';

const ENTRIES = 50;

/** Who has changed fields of customers since a change set, and when, as far as the log knows. */
@Injectable()
export class ChangeCulprits {
  constructor(
    private readonly items: ChangeItemRepository,
    private readonly log: AuditLog,
  ) {}

  /** @returns conflicts by `<customer> <field>`. */
  async of(set: ChangeSet, fields: ReadonlyMap<number, readonly string[]>): Promise<Map<string, Conflict>> {
    const found = new Map<string, Conflict>();
    const take = (customerId: number, field: string, byId: number | null, at: number) => {
      const key = `${customerId} ${field}`;
      if (at >= set.createdAt && (found.get(key)?.at ?? 0) <= at) found.set(key, { code: 'change.since', field, byId, at });
    };
    for (const { customerId, changes, byId, at } of await this.items.editsSince(set.id, [...fields.keys()])) {
      const edited = (changes['fields'] ?? {}) as object;
      for (const field of fields.get(customerId) ?? []) if (field in edited) take(customerId, field, byId, at);
    }
    for (const [customerId, names] of fields)
      for (const entry of await this.log.history('Customer', customerId, undefined, ENTRIES))
        for (const field of names)
          if ((entry.changes && field in entry.changes) || entry.personalFields?.includes(field))
            take(customerId, field, entry.actorKind === 'staff' ? entry.actorId : null, Number(entry.occurredAt));
    return found;
  }
}

/** Who has fields that somebody else has changed since. */
export function disputed(plans: ReadonlyMap<Item, { readonly conflicts: readonly Conflict[] }>): Map<number, string[]> {
  const fields = new Map<number, string[]>();
  for (const [{ customerId }, { conflicts }] of plans)
    for (const { code, field } of conflicts)
      if (code === 'change.since' && field) fields.set(customerId, [...(fields.get(customerId) ?? []), field]);
  return fields;
}
