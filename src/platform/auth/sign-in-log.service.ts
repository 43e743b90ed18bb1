import { Injectable } from '@nestjs/common';
import { iso } from '../context/clock.js';
import { SignInLogRepository, type SignInFilter } from './sign-in-log.repository.js';

/** The sign-in log, to be read (`read SignIn`). */
@Injectable()
export class SignInLogService {
  constructor(private readonly repository: SignInLogRepository) {}

  async list(filter: SignInFilter) {
    const page = await this.repository.list(filter);
    return { ...page, items: page.items.map((row) => ({ ...row, at: iso(row.at) })) };
  }
}
