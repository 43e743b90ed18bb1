import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';

/** What courses are called. */
@Injectable()
export class EditNamesRepository {
  constructor(private readonly database: Database) {}

  async courses(ids: readonly number[]): Promise<Map<number, string>> {
    if (!ids.length) return new Map();
    const rows = await this.database.rows<{ id: number; name: string }>(`SELECT id, name FROM course WHERE id IN (${marks(ids)})`, ids);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
