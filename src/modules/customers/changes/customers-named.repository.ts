import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import { CustomerReach } from '../customer-reach.service.js';
import { type RuleRow, ruleColumnsSql } from '../rule-row.port.js';

/** Names of living customers, as far as the caller sees them; whoever reaches one of them no more reads his number alone. */
@Injectable()
export class CustomersNamedRepository {
  constructor(
    private readonly database: Database,
    private readonly reach: CustomerReach,
  ) {}

  async of(ids: readonly number[]): Promise<Map<number, string>> {
    if (!ids.length) return new Map();
    const reach = this.reach.sql();
    const rows = await this.database.rows<RuleRow & { id: number }>(
      `SELECT c.id, ${ruleColumnsSql()} FROM customer c WHERE c.id IN (${marks(ids)}) AND c.deletedAt IS NULL AND ${reach.sql}`,
      [...ids, ...reach.params],
    );
    const limited = this.reach.limitsFields();
    return new Map(rows.filter((row) => !limited || this.reach.fields(row).has('name')).map((row) => [row.id, row.name]));
  }
}
