import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Contact } from './contact.entity.js';

@Injectable()
export class ContactRepository {
  constructor(private readonly database: Database) {}

  /** The primary one first. */
  of(customerId: number): Promise<Contact[]> {
    const contacts = this.database
      .repository(Contact)
      .createQueryBuilder('contact')
      .where('contact.customerId = :customerId', { customerId });
    return contacts.orderBy('contact.primaryOfId', 'DESC').addOrderBy('contact.id').getMany();
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

  /** Makes room for another primary contact. */
  async noPrimary(customerId: number): Promise<void> {
    await this.database.repository(Contact).update({ primaryOfId: customerId }, { primaryOfId: null });
  }

  async remove(id: number): Promise<void> {
    await this.database.repository(Contact).delete({ id });
  }
}
