import { Injectable } from '@nestjs/common';
import { iso } from '../../context/clock.js';
import { commonErrors } from '../../errors/common.errors.js';
import type { SignInLog } from './sign-in-log.entity.js';
import { SignInLogRepository, type SignInFilter } from './sign-in-log.repository.js';

/** The sign-in log, to be read (`read SignIn`). */
@Injectable()
export class SignInLogService {
  constructor(private readonly repository: SignInLogRepository) {}

  async list(filter: SignInFilter) {
    const page = await this.repository.list(filter);
    return { ...page, items: page.items.map(view) };
  }

  /** @throws not-found (404) */
  async get(id: number) {
    const row = await this.repository.get(id);
    if (!row) throw commonErrors['not-found']();
    return view(row);
  }
}

const view = (row: SignInLog) => ({ ...row, at: iso(row.at) });
