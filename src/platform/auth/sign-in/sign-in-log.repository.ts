import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Database } from '../../database/database.js';
import { type ListQuery, type Page, pageOf } from '../../http/list-query.js';
import type { Door } from '../sessions/auth-session.entity.js';
import { SignInLog, type SignInOutcome } from './sign-in-log.entity.js';

export interface SignInFilter extends ListQuery {
  username?: string | undefined;
  outcome?: SignInOutcome | undefined;
  door?: Door | undefined;
  address?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

@Injectable()
export class SignInLogRepository {
  constructor(private readonly database: Database) {}

  async insert(values: Omit<SignInLog, 'id'>): Promise<void> {
    await this.table.insert(values);
  }

  list(filter: SignInFilter): Promise<Page<SignInLog>> {
    const query = this.table.createQueryBuilder('l').where('1=1');
    const { username, outcome, door, address, from, to } = filter;
    if (username !== undefined) query.andWhere('l.username = :username', { username: username.toLowerCase() });
    if (outcome !== undefined) query.andWhere('l.outcome = :outcome', { outcome });
    if (door !== undefined) query.andWhere('l.door = :door', { door });
    if (address !== undefined) query.andWhere('l.address = :address', { address });
    if (from !== undefined) query.andWhere('l.at >= :from', { from });
    if (to !== undefined) query.andWhere('l.at < :to', { to });
    return pageOf(query, filter, { at: 'at' }, '-at');
  }

  get(id: number): Promise<SignInLog | null> {
    return this.table.findOneBy({ id });
  }

  async removeBefore(instant: number): Promise<void> {
    await this.table.delete({ at: LessThan(instant) });
  }

  private get table() {
    return this.database.repository(SignInLog);
  }
}
