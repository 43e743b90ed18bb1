import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { Page } from '../../../platform/http/list-query.js';
import { CustomerChildren } from '../customer-children.js';
import { CustomerReach } from '../customer-reach.service.js';
import { customerNumber } from '../customer.entity.js';
import { type RequestList, type RequestRow, requestView, type RequestView } from './personal-data.dto.js';
import { PersonalDataRequests } from './personal-data.repository.js';
import { PersonReach } from './person-reach.service.js';
import { PersonRepository } from './person.repository.js';

/** What there is of a person, and what was asked for about whom. */
@Injectable()
export class PersonalDataBoard {
  constructor(
    private readonly requests: PersonalDataRequests,
    private readonly people: PersonRepository,
    private readonly persons: PersonReach,
    private readonly children: CustomerChildren,
    private readonly reach: CustomerReach,
  ) {}

  /** @throws not-found (404), forbidden (403). */
  async overview(customerId: number) {
    const { id, ids } = await this.persons.demand(customerId, 'personal-data');
    const [record] = await this.people.records([id]);
    return {
      id: customerId,
      number: customerNumber(customerId),
      ...this.reach.shown({ name: record!.name }, record!),
      /** The record it became part of, where it did. */
      partOf: id === customerId ? null : customerNumber(id),
      deleted: record!.deletedAt !== null,
      counts: await this.people.counts(ids),
      /** What keeps him from being erased: contracts, payments … */
      blockedBy: await this.children.blocking(ids),
      mayErase: this.persons.may('erase'),
    };
  }

  async list(query: RequestList): Promise<Page<RequestView>> {
    const page = await this.requests.page(query);
    return { ...page, items: await this.views(page.items) };
  }

  /** What the caller has just asked for, whether or not he may read the list of requests. */
  made(id: number): Promise<RequestView> {
    return this.get(id, { made: true });
  }

  /** @throws not-found (404) */
  async get(id: number, options?: { made: boolean }): Promise<RequestView> {
    const row = await this.requests.find(id, options);
    if (!row) throw commonErrors['not-found']();
    return (await this.views([row]))[0]!;
  }

  private async views(rows: readonly RequestRow[]): Promise<RequestView[]> {
    const states = await this.requests.jobStates(rows.flatMap(({ jobId }) => jobId ?? []));
    return rows.map((row) => requestView(row, row.jobId === null ? undefined : states.get(row.jobId)));
  }
}
