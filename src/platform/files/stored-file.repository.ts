import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../database/database.js';
import { StoredFile } from './stored-file.entity.js';

@Injectable()
export class StoredFileRepository {
  constructor(private readonly database: Database) {}

  async add(file: Omit<StoredFile, 'id'>): Promise<number> {
    const result = await this.database.repository(StoredFile).insert(file);
    return (result.identifiers[0] as { id: number }).id;
  }

  find(id: number): Promise<StoredFile | null> {
    return this.database.repository(StoredFile).findOneBy({ id });
  }

  async remove(id: number): Promise<void> {
    await this.database.repository(StoredFile).delete({ id });
  }

  /** Those of the names that a row refers to. */
  async kept(names: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.repository(StoredFile).find({ select: { name: true }, where: { name: In([...names]) } });
    return new Set(rows.map((row) => row.name));
  }
}
