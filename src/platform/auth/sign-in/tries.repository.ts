import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Database } from '../../database/database.js';
import { AuthTries } from './auth-tries.entity.js';

@Injectable()
export class TriesRepository {
  constructor(private readonly database: Database) {}

  find(purpose: string, pairHash: string): Promise<AuthTries | null> {
    return this.table.findOneBy({ purpose, pairHash });
  }

  /**
   * The row of this pair, locked; made when it is the first try. Written even where it is there: an ignored INSERT would leave a shared lock, and many
   * tries at once would wait for each other's.
   */
  async locked(purpose: string, pairHash: string): Promise<AuthTries> {
    const stays = this.database.dialect.onConflict(['purpose', 'pairHash'], () => 'endsAt = auth_tries.endsAt');
    await this.database.run(`INSERT INTO auth_tries (purpose, pairHash, taken, endsAt) VALUES (?, ?, 0, 0)${stays}`, [purpose, pairHash]);
    const query = this.table.createQueryBuilder('t').where('t.purpose = :purpose AND t.pairHash = :pairHash', { purpose, pairHash });
    return this.database.lock(query).getOneOrFail();
  }

  async set(id: number, taken: number, endsAt: number): Promise<void> {
    await this.table.update({ id }, { taken, endsAt });
  }

  async remove(purpose: string, pairHash: string): Promise<void> {
    await this.table.delete({ purpose, pairHash });
  }

  async removeOlderThan(instant: number): Promise<void> {
    await this.table.delete({ endsAt: LessThan(instant) });
  }

  private get table() {
    return this.database.repository(AuthTries);
  }
}
