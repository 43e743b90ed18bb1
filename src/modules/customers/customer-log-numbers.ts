import { Injectable } from '@nestjs/common';
import { Context } from '../../platform/context/context.js';
import { say } from '../../platform/context/language.js';
import { RecordNumbers } from '../../platform/audit/record-numbers.js';
import { CustomerReach } from './customer-reach.service.js';
import { customerNumber, ERASED } from './customer.entity.js';
import { RecycleBinRepository } from './recycle-bin/recycle-bin.repository.js';

/** The log speaks of customers by their numbers, and knows the names of those who are deleted or became part of another. */
@Injectable()
export class CustomerLogNumbers extends RecordNumbers {
  readonly subject = 'Customer';

  constructor(
    private readonly bin: RecycleBinRepository,
    private readonly reach: CustomerReach,
    private readonly context: Context,
  ) {
    super();
  }

  number(id: number): string {
    return customerNumber(id);
  }

  idOf(text: string): number | undefined {
    const [, digits] = /^C(\d{8,10})$/i.exec(text) ?? [];
    return digits === undefined ? undefined : Number(digits);
  }

  async formerName(id: number): Promise<string | undefined> {
    const row = await this.bin.formerly(id, this.reach.sql());
    if (row && row.erasedAt !== null) return say(ERASED, this.context.language, { number: customerNumber(id) });
    return row && (!this.reach.limitsFields() || this.reach.fields(row).has('name')) ? row.name : undefined;
  }
}
