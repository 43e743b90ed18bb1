import { Injectable } from '@nestjs/common';
import { DomainError, type Fault } from '../../platform/errors/domain-error.js';
import { FurtherFaults } from '../../platform/http/further-faults.js';
import { CustomerChecks } from './customer-checks.js';
import { customerCreation, type CustomerWritable } from './customer.dto.js';

/** Unknown dictionary values and references of a new customer are named with the faults of his shape. */
@Injectable()
export class CustomerFurtherFaults extends FurtherFaults {
  readonly schema = customerCreation;

  constructor(private readonly checks: CustomerChecks) {
    super();
  }

  async of(given: CustomerWritable): Promise<readonly Fault[]> {
    try {
      await this.checks.demandValid(given, given.type ?? 'person');
      return [];
    } catch (error) {
      if (error instanceof DomainError && error.options.faults) return error.options.faults;
      throw error;
    }
  }
}
