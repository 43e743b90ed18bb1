import { Injectable } from '@nestjs/common';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { StaffDirectory } from '../../rbac/staff/staff-directory.service.js';
import { mayHold } from '../customer-reach.service.js';
import { customerErrors } from '../customers.errors.js';
import { OwnershipPeopleRepository, type Person } from './ownership-people.repository.js';

export type { Person } from './ownership-people.repository.js';

/** Colleagues as owners. */
@Injectable()
export class OwnershipPeople {
  constructor(
    private readonly repository: OwnershipPeopleRepository,
    private readonly directory: StaffDirectory,
  ) {}

  /** @throws when there is nobody with this id: it comes from a session. */
  async get(id: number): Promise<Person> {
    const person = await this.find(id);
    if (!person) throw new Error(`there is no colleague ${id}`);
    return person;
  }

  async find(id: number): Promise<Person | undefined> {
    return (await this.repository.people([id])).get(id);
  }

  /** Somebody who is to receive customers. @throws customer.assign-outside (403), customer.assignee-inactive, customer.assignee-cannot-hold (409). */
  async receiver(id: number): Promise<Person> {
    const person = await this.find(id);
    if (!person) throw this.outside();
    await this.demandHolder(person);
    return person;
  }

  /** Only active people whose roles let them hold customers receive any (REQ-B22). @throws customer.assignee-inactive, customer.assignee-cannot-hold (409). */
  async demandHolder({ id, active }: Pick<Person, 'id' | 'active'>): Promise<void> {
    const ability = active ? await this.directory.abilityOf(id) : null;
    if (!ability) throw customerErrors['customer.assignee-inactive']();
    if (!mayHold(ability)) throw customerErrors['customer.assignee-cannot-hold']();
  }

  /** These people; nobody deactivates or moves them until the transaction ends. */
  held(ids: readonly number[]): Promise<Map<number, Person>> {
    return this.repository.people(ids, { hold: true });
  }

  /** @throws customer.assignee-inactive (409) for somebody who has left by now, whatever was read of him before. */
  async demandActive(id: number): Promise<void> {
    if (!(await this.held([id])).get(id)?.active) throw customerErrors['customer.assignee-inactive']();
  }

  /** Those of these who may hold customers: active, and some role lets them. */
  async holders(ids: readonly number[]): Promise<Set<number>> {
    return new Set([...(await this.directory.abilitiesOf(ids))].flatMap(([id, ability]) => (mayHold(ability) ? [id] : [])));
  }

  /** `customer.assign-outside`: not a colleague the caller may give customers to. */
  outside(): DomainError {
    return customerErrors['customer.assign-outside']();
  }
}
