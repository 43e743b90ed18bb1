import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { instant } from '../http/fields.js';
import { listQuery } from '../http/list-query.js';
import { Permit } from '../permissions/permit.js';
import { SignInLogService } from './sign-in-log.service.js';

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
  constructor(private readonly log: SignInLogService) {}

  @Get()
  @Permit('read', 'SignIn')
  list(@Query({ schema: list }) query: z.output<typeof list>) {
    return this.log.list(query);
  }
}
