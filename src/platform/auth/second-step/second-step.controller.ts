import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { NeverKept } from '../../http/idempotency/idempotency.interceptor.js';
import { BeforeSecondStep, SignedIn } from '../../permissions/permit.js';
import { secondStepBegin, secondStepConfirm, secondStepProof } from '../auth.dto.js';
import { OwnSecondStep } from './own-second-step.service.js';

@SignedIn()
@Controller('auth/second-step')
export class SecondStepController {
  constructor(private readonly own: OwnSecondStep) {}

  @BeforeSecondStep()
  @Get()
  state() {
    return this.own.state();
  }

  @BeforeSecondStep()
  @NeverKept()
  @Post()
  @HttpCode(200)
  begin(@Body({ schema: secondStepBegin }) { password }: z.output<typeof secondStepBegin>) {
    return this.own.begin(password);
  }

  @BeforeSecondStep()
  @NeverKept()
  @Post('confirm')
  @HttpCode(200)
  async confirm(@Body({ schema: secondStepConfirm }) { code }: z.output<typeof secondStepConfirm>) {
    return { recoveryCodes: await this.own.confirm(code) };
  }

  @NeverKept()
  @Post('recovery-codes')
  @HttpCode(200)
  async renewCodes(@Body({ schema: secondStepProof }) { password, ...given }: z.output<typeof secondStepProof>) {
    return { recoveryCodes: await this.own.renewCodes(password, given) };
  }

  /** A POST: what proves it stands in the body. */
  @NeverKept()
  @Post('remove')
  @HttpCode(200)
  async remove(@Body({ schema: secondStepProof }) { password, ...given }: z.output<typeof secondStepProof>) {
    await this.own.remove(password, given);
    return this.own.state();
  }
}
