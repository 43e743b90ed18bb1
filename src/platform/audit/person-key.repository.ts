import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Person, PersonKey } from './person-key.entity.js';

@Injectable()
export class PersonKeyRepository {
  constructor(private readonly database: Database) {}

  find(person: Person): Promise<PersonKey | null> {
    return this.query(person).getOne();
  }

  /** Reads what is committed now, not what the transaction's snapshot shows. */
  locked(person: Person): Promise<PersonKey | null> {
    return this.database.lock(this.query(person)).getOne();
  }

  /** Leaves the key alone that is there already. */
  async add(person: Person, wrapped: string | null, createdAt: number): Promise<void> {
    const { insertIgnore } = this.database.dialect;
    await this.database.run(`${insertIgnore} person_key (subject, subjectId, wrapped, createdAt) VALUES (?, ?, ?, ?)`, [
      person.subject,
      String(person.id),
      wrapped,
      createdAt,
    ]);
  }

  async erase(person: Person, erasedAt: number): Promise<void> {
    await this.database
      .repository(PersonKey)
      .update({ subject: person.subject, subjectId: String(person.id) }, { wrapped: null, erasedAt });
  }

  private query(person: Person) {
    return this.database
      .repository(PersonKey)
      .createQueryBuilder('person')
      .where('person.subject = :subject AND person.subjectId = :id', { subject: person.subject, id: String(person.id) });
  }
}
