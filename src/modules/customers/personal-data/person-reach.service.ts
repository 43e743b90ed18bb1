import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { CustomerReadService } from '../customer-read.service.js';
import { MergeRepository } from '../merge/merge.repository.js';
import { binColumn, RecycleBinRepository } from '../recycle-bin/recycle-bin.repository.js';
import { type PersonIds, PersonRepository } from './person.repository.js';

/** Which person is meant, and whether the caller may do this about him: living, in the recycle bin, or part of another record. */
@Injectable()
export class PersonReach {
  constructor(
    private readonly people: PersonRepository,
    private readonly merges: MergeRepository,
    private readonly customers: CustomerReadService,
    private readonly bin: RecycleBinRepository,
    private readonly scope: Scope,
  ) {}

  /** @throws not-found (404), also for one outside the caller's reach and for somebody who was erased; forbidden (403). */
  async demand(customerId: number, action: string): Promise<PersonIds> {
    const person = await this.people.idsOf(customerId);
    if (!person) throw commonErrors['not-found']();
    const [record] = await this.people.records([person.id]);
    if (record!.deletedAt === null) await this.customers.forChange(person.id, action);
    else if (!(await this.bin.find(person.id, this.scope.sql('Customer', action, binColumn)))) throw commonErrors['not-found']();
    return person;
  }

  /** The same with all his records locked until the transaction (READ COMMITTED) ends. @throws stale (409) where a merge has come in between. */
  async lock(customerId: number, action: string): Promise<PersonIds & { readonly living: boolean }> {
    const before = await this.demand(customerId, action);
    const rows = await this.merges.lock([...before.ids].sort((a, b) => a - b));
    const now = await this.demand(customerId, action);
    if (now.id !== before.id || now.ids.join() !== before.ids.join()) throw commonErrors.stale();
    return { ...now, living: rows.get(now.id)!.deletedAt === null };
  }

  may(action: string): boolean {
    return this.scope.can(action, 'Customer');
  }
}
