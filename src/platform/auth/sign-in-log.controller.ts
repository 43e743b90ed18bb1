import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { iso } from '../context/clock.js';
import { instant } from '../http/fields.js';
import { listQuery } from '../http/list-query.js';
import { Permit } from '../permissions/permit.js';
import { SignInLogRepository } from './sign-in-log.repository.js';

const list = listQuery({
  sorts: ['at'],
  search: false,
  filters: {
    username: z.string().max(64).optional(),
    outcome: z.enum(['ok', 'wrong', 'locked']).optional(),
    from: instant().optional(),
    to: instant().optional(),
  },
});

/** Who signed in, or tried to, from where. */
@Controller('sign-ins')
export class SignInLogController {
  constructor(private readonly log: SignInLogRepository) {}

  @Get()
  @Permit('read', 'SignIn')
  async list(@Query({ schema: list }) query: z.output<typeof list>) {
    const page = await this.log.list(query);
    return { ...page, items: page.items.map((row) => ({ ...row, at: iso(row.at) })) };
  }
}
