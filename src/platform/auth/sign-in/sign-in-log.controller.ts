import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Permit } from '../../permissions/permit.js';
import { signInList } from '../auth.dto.js';
import { SignInLogService } from './sign-in-log.service.js';

/** Who signed in, or tried to, from where. */
@Controller('sign-ins')
export class SignInLogController {
  constructor(private readonly log: SignInLogService) {}

  @Get()
  @Permit('read', 'SignIn')
  list(@Query({ schema: signInList }) query: z.output<typeof signInList>) {
    return this.log.list(query);
  }
}
