import { Injectable } from '@nestjs/common';
import type { DomainError } from '../../platform/errors/domain-error.js';
import { customerErrors } from './customers.errors.js';
import { OwnershipPeopleRepository, type Person } from './ownership-people.repository.js';

export type { Person } from './ownership-people.repository.js';

/** Colleagues as owners. */
@Injectable()
export class OwnershipPeople {
  constructor(private readonly repository: OwnershipPeopleRepository) {}

  /** @throws when there is nobody with this id: it comes from a session. */
  async get(id: number): Promise<Person> {
    const person = (await this.repository.people([id])).get(id);
    if (!person) throw new Error(`there is no colleague ${id}`);
    return person;
  }

  /** Somebody who is to receive customers. @throws customer.assign-outside (403), customer.assignee-inactive (409). */
  async receiver(id: number): Promise<Person> {
    const person = (await this.repository.people([id])).get(id);
    if (!person) throw this.outside();
    if (!person.active) throw customerErrors['customer.assignee-inactive']();
    return person;
  }

  /** `customer.assign-outside`: not a colleague the caller may give customers to. */
  outside(): DomainError {
    return customerErrors['customer.assign-outside']();
  }
}
