import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { searched } from '../../../platform/database/search.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { EVERYTHING, type Sql } from '../../../platform/permissions/scope-sql.js';
import { Scope } from '../../../platform/permissions/scope.js';
import type { ContactList } from './contact.dto.js';
import { Contact } from './contact.entity.js';

@Injectable()
export class ContactRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  /** Contacts of living customers within both reaches, whose columns are those of `customer c`; each with his customer. */
  page(list: ContactList, reaches: readonly Sql[]): Promise<Page<Contact>> {
    const query = this.database.repository(Contact).createQueryBuilder('contact').innerJoin('contact.customer', 'c', 'c.deletedAt IS NULL');
    query.addSelect(['id', 'ownerId', 'departmentId', 'holding', 'type', 'source', 'area', 'level'].map((c) => `c.${c}`)).where('1 = 1');
    for (const reach of reaches) if (reach !== EVERYTHING) this.scope.narrow(query, reach);
    if (list.customerId) query.andWhere('contact.customerId = :customerId', { customerId: list.customerId });
    if (list.active !== undefined) query.andWhere('contact.active = :active', { active: list.active });
    searched(query, list.search, 'contact.name');
    return pageOf(query, list, { name: 'name', createdAt: 'id' }, '-createdAt');
  }

  /** Whose contact it is. */
  async customerOf(id: number): Promise<number | undefined> {
    return (await this.database.repository(Contact).findOne({ where: { id }, select: { id: true, customerId: true } }))?.customerId;
  }

  of(customerId: number): Promise<Contact[]> {
    return this.database.repository(Contact).findBy({ customerId });
  }

  find(customerId: number, id: number): Promise<Contact | null> {
    return this.database.repository(Contact).findOneBy({ customerId, id });
  }

  async insert(values: Omit<Contact, 'id' | 'version'>): Promise<number> {
    const { identifiers } = await this.database.repository(Contact).insert(values);
    return Number(identifiers[0]!['id']);
  }

  async update(id: number, version: number, values: Partial<Contact>): Promise<boolean> {
    return (await this.database.repository(Contact).update({ id, version }, { ...values, version: version + 1 })).affected === 1;
  }

  /** Makes room for another primary contact: the one that was it has been changed, too. */
  async noPrimaryBut(id: number | null, customerId: number, now: number): Promise<void> {
    await this.database.run(
      'UPDATE contact SET primaryOfId = NULL, version = version + 1, updatedAt = ? WHERE primaryOfId = ? AND id <> ?',
      [now, customerId, id ?? 0],
    );
  }

  async remove(id: number): Promise<void> {
    await this.database.repository(Contact).delete({ id });
  }
}
