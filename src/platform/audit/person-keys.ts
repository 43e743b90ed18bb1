import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../context/clock.js';
import { Database } from '../database/database.js';
import { Vault } from '../vault/vault.js';
import type { Person } from './person-key.entity.js';
import { PersonKeyRepository } from './person-key.repository.js';

const place = (person: Person) => `person_key.wrapped.${person.subject}.${person.id}`;

/** The keys under which a person's values stand in the log. Nothing is cached: an erased key must be gone at once. */
@Injectable()
export class PersonKeys {
  constructor(
    private readonly repository: PersonKeyRepository,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /** The person's key, made when he has none yet; null once it has been erased. */
  async forWriting(person: Person): Promise<Buffer | null> {
    return this.database.transaction(async () => {
      let row = await this.repository.find(person);
      if (!row) {
        await this.repository.add(person, this.vault.encrypt(randomBytes(32).toString('base64'), place(person)), this.clock.now());
        row = await this.repository.locked(person); // a competitor's, if he was first
      }
      return row?.wrapped ? this.unwrap(row.wrapped, person) : null;
    });
  }

  /** null: erased. */
  async forReading(person: Person): Promise<Buffer | null> {
    const row = await this.repository.find(person);
    return row?.wrapped ? this.unwrap(row.wrapped, person) : null;
  }

  async erase(person: Person): Promise<void> {
    const now = this.clock.now();
    await this.repository.add(person, null, now);
    await this.repository.erase(person, now);
  }

  private unwrap(wrapped: string, person: Person): Buffer {
    return Buffer.from(this.vault.decrypt(wrapped, place(person)), 'base64');
  }
}
