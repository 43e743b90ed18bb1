import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Setting } from './setting.entity.js';

@Injectable()
export class SettingRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<Setting[]> {
    return this.database.repository(Setting).find();
  }

  /** The row as it is now, held until the transaction ends. */
  locked(code: string): Promise<Setting | null> {
    return this.database
      .lock(this.database.repository(Setting).createQueryBuilder('setting').where('setting.code = :code', { code }))
      .getOne();
  }

  /** Writes the value over whatever is there, in one statement: two who save at once do not meet an error. */
  async put(code: string, value: unknown, updatedAt: number, updatedById: number | null): Promise<void> {
    const upsert = this.database.dialect.onConflict(['code'], (added) =>
      ['value', 'updatedAt', 'updatedById']
        .map((column) => `${column} = ${added(column)}`)
        .concat('version = setting.version + 1')
        .join(', '),
    );
    await this.database.run(`INSERT INTO setting (code, value, updatedAt, updatedById, version) VALUES (?, ?, ?, ?, 1)${upsert}`, [
      code,
      JSON.stringify(value),
      updatedAt,
      updatedById,
    ]);
  }
}
