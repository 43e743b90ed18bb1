import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { MINUTE } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import { searched } from '../../../platform/database/search.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { API_KEY_SORTS, type ApiKeyListQuery } from './api-key.dto.js';
import { ApiKey } from './api-key.entity.js';

export type KeyRow = ApiKey & { readonly makerName: string; readonly makerActive: boolean };

@Injectable()
export class ApiKeyRepository {
  constructor(private readonly database: Database) {}

  async list(list: ApiKeyListQuery, now: number): Promise<Page<KeyRow>> {
    const query = this.table.createQueryBuilder('k').innerJoinAndSelect('k.maker', 'm').where('1=1');
    const lasting = 'k.revokedAt IS NULL AND (k.expiresAt IS NULL OR k.expiresAt > :now)';
    if (list.state === 'revoked') query.andWhere('k.revokedAt IS NOT NULL');
    if (list.state === 'live') query.andWhere(`${lasting} AND m.active = 1`, { now });
    if (list.state === 'resting') query.andWhere(`${lasting} AND m.active = 0`, { now });
    if (list.state === 'expired') query.andWhere('k.revokedAt IS NULL AND k.expiresAt <= :now', { now });
    searched(query, list.search, 'k.name', 'm.name');
    const page = await pageOf(query, list, API_KEY_SORTS, '-createdAt');
    return { ...page, items: page.items.map(withMaker) };
  }

  async get(id: number): Promise<KeyRow | null> {
    const found = await this.table.findOne({ where: { id }, relations: { maker: true } });
    return found && withMaker(found);
  }

  /** All that are not revoked, of makers who are still here. */
  async standing(): Promise<KeyRow[]> {
    return (await this.table.find({ where: { revokedAt: IsNull(), maker: { active: true } }, relations: { maker: true } })).map(withMaker);
  }

  async insert(values: Omit<ApiKey, 'id' | 'staff' | 'maker' | 'revokedBy'>): Promise<number> {
    return Number((await this.table.insert(values as never)).identifiers[0]!['id']);
  }

  /** @returns false when somebody has done so before. */
  async revoke(id: number, revokedAt: number, revokedById: number): Promise<boolean> {
    return (await this.table.update({ id, revokedAt: IsNull() }, { revokedAt, revokedById })).affected === 1;
  }

  /** At most once a minute, whichever process hears of it. */
  async used(id: number, lastUsedAt: number, lastAddress: string | null): Promise<void> {
    const query = this.table.createQueryBuilder().update().set({ lastUsedAt, lastAddress });
    await query.where('id = :id AND (lastUsedAt IS NULL OR lastUsedAt <= :before)', { id, before: lastUsedAt - MINUTE }).execute();
  }

  private get table() {
    return this.database.repository(ApiKey);
  }
}

const withMaker = (key: ApiKey): KeyRow => Object.assign(key, { makerName: key.maker!.name, makerActive: key.maker!.active });
