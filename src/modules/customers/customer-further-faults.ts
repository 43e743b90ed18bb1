import { Injectable } from '@nestjs/common';
import { DomainError, type Fault } from '../../platform/errors/domain-error.js';
import { FurtherFaults } from '../../platform/http/further-faults.js';
import { Dictionaries } from '../../platform/settings/dictionaries.js';
import { CustomerChecks } from './customer-checks.js';
import { customerChange, customerCreation, type CustomerWritable } from './customer.dto.js';
import { FIELD_DICTIONARIES } from './customers.dictionaries.js';

/** Unknown dictionary values and references of a new customer are named with the faults of his shape. */
@Injectable()
export class CustomerFurtherFaults extends FurtherFaults {
  readonly schema = customerCreation;

  constructor(private readonly checks: CustomerChecks) {
    super();
  }

  of(given: CustomerWritable): Promise<readonly Fault[]> {
    return faultsOf(() => this.checks.demandValid(given, given.type ?? 'person'));
  }
}

/** Those of a change, as far as they are faults whatever the record says: a value that was retired or a referrer beyond reach may be what it says already. */
@Injectable()
export class CustomerChangeFaults extends FurtherFaults {
  readonly schema = customerChange;

  constructor(
    private readonly checks: CustomerChecks,
    private readonly dictionaries: Dictionaries,
  ) {
    super();
  }

  async of({ referredById: _, person, company, ...given }: CustomerWritable): Promise<readonly Fault[]> {
    const { type } = given;
    for (const [field, dictionary] of Object.entries(FIELD_DICTIONARIES) as [keyof typeof FIELD_DICTIONARIES, string][])
      if ((await this.dictionaries.items(dictionary, { all: true })).some(({ value }) => value === given[field])) delete given[field];
    const profiles = type ? { ...(person ? { person } : {}), ...(company ? { company } : {}) } : {};
    return faultsOf(() => this.checks.demandValid({ ...given, ...profiles }, type ?? 'person'));
  }
}

async function faultsOf(demand: () => Promise<void>): Promise<readonly Fault[]> {
  try {
    await demand();
    return [];
  } catch (error) {
    if (error instanceof DomainError && error.options.faults) return error.options.faults;
    throw error;
  }
}
