import { Injectable } from '@nestjs/common';
import { Vault } from '../../../platform/vault/vault.js';
import { idNumberPlace } from '../customer-record.js';
import { CustomerRepository } from '../customer.repository.js';
import { MERGE_COLUMNS, MERGE_FLAGS, type MergeSide } from './merge-fields.js';
import type { WholeRow } from './merge.repository.js';

const NOT_FIELDS = new Set(['customerId', 'idNumberSealed', 'idNumberMasked']);

/** A record as far as merging compares it. */
@Injectable()
export class MergeSides {
  constructor(
    private readonly customers: CustomerRepository,
    private readonly vault: Vault,
  ) {}

  async of(row: WholeRow): Promise<MergeSide> {
    const values: Record<string, unknown> = {};
    for (const column of MERGE_COLUMNS) values[column] = row[column] ?? null;
    for (const flag of MERGE_FLAGS) values[flag] = !!row[flag];
    const profile = ((await this.customers.profile(row.type, row.id)) ?? {}) as Record<string, unknown>;
    for (const [field, value] of Object.entries(profile)) if (!NOT_FIELDS.has(field)) values[`${row.type}.${field}`] = value ?? null;
    const sealed = profile['idNumberSealed'] as string | null | undefined;
    if (sealed) values['person.idNumber'] = this.vault.decrypt(sealed, idNumberPlace(row.id));
    return { id: row.id, type: row.type, values };
  }
}
