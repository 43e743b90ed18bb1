import { Injectable } from '@nestjs/common';
import type { Found } from '../../platform/http/faults.js';
import { FurtherFaults } from '../../platform/http/further-faults.js';
import { Dictionaries } from '../../platform/settings/dictionaries.js';
import { CustomerChecks } from './customer-checks.js';
import { customerChange, customerCreation, type CustomerWritable } from './customer.dto.js';
import { FIELD_DICTIONARIES } from './customers.dictionaries.js';

/**
 * Unknown dictionary values and references of a customer are named with the faults of his shape: of a change as far as they are faults whatever the record
 * says, for a value that was retired or a referrer beyond reach may be what it says already.
 */
@Injectable()
export class CustomerFurtherFaults extends FurtherFaults {
  readonly schemas = [customerCreation, customerChange];

  constructor(
    private readonly checks: CustomerChecks,
    private readonly dictionaries: Dictionaries,
  ) {
    super();
  }

  of(given: CustomerWritable, schema: unknown): Promise<Found[]> {
    return schema === customerChange ? this.ofChange(given) : this.checks.found(given, given.type ?? 'person');
  }

  private async ofChange({ referredById: _, person, company, ...given }: CustomerWritable): Promise<Found[]> {
    const { type } = given;
    for (const [field, dictionary] of Object.entries(FIELD_DICTIONARIES) as [keyof typeof FIELD_DICTIONARIES, string][]) {
      const value = given[field];
      if (value && (await this.dictionaries.had(dictionary, value))) delete given[field];
    }
    const profiles = type ? { ...(person ? { person } : {}), ...(company ? { company } : {}) } : {};
    return this.checks.found({ ...given, ...profiles }, type ?? 'person');
  }
}
