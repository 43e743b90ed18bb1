import { Injectable } from '@nestjs/common';
import { CustomerNumbers } from '../bars/customer-numbers.repository.js';
import { CustomerTotals } from '../ownership/totals.js';
import { ImportBelongings } from './import-belongings.js';
import type { Verdict } from './import-classify.js';
import type { BatchTerms } from './import-judge.service.js';
import { ImportWriteRepository } from './import-write.repository.js';

type New = Verdict & { kind: 'new' };

/** Making the text of a statement, and running it on SQLite, holds up this process. */
const ROWS_A_STATEMENT = 250;

/** New customers, pending; in the transaction that writes the batch. */
@Injectable()
export class ImportCreation {
  constructor(
    private readonly writes: ImportWriteRepository,
    private readonly belongings: ImportBelongings,
    private readonly numbers: CustomerNumbers,
    private readonly totals: CustomerTotals,
  ) {}

  /** @returns row → customer. */
  async create({ mapped, import: { createdById } }: BatchTerms, fresh: readonly New[], at: number): Promise<Map<number, number>> {
    const created = new Map<number, number>();
    if (!fresh.length) return created;
    await this.belongings.keepValues(fresh);
    for (let from = 0; from < fresh.length; from += ROWS_A_STATEMENT) {
      const some = fresh.slice(from, from + ROWS_A_STATEMENT);
      const drafts = some.map((v) => v.draft);
      const first = await this.writes.insertCustomers(drafts, mapped, at, createdById);
      const rows = drafts.map((draft, i) => ({ customerId: first + i, draft }));
      await this.belongings.add(rows, mapped);
      if (mapped.includes('wechat')) await this.numbers.add(rows.map(({ customerId, draft }) => ({ ...draft, customerId })));
      some.forEach((v, i) => created.set(v.row.rowNumber, first + i));
    }
    await this.totals.changed([{ departmentId: null, ownerId: null, n: fresh.length }]);
    return created;
  }
}
