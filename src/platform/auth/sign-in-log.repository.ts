import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { SignInLog } from './sign-in-log.entity.js';

@Injectable()
export class SignInLogRepository {
  constructor(private readonly database: Database) {}

  async insert(values: Omit<SignInLog, 'id'>): Promise<void> {
    await this.database.repository(SignInLog).insert(values);
  }
}
