import { Body, Controller, Get, Patch } from '@nestjs/common';
import { BeforeSecondStep, ForKeys, SignedIn } from '../../../platform/permissions/permit.js';
import { MeService } from './me.service.js';
import { type OwnChange, ownChange } from './staff.dto.js';

@Controller('auth/me')
export class MeController {
  constructor(private readonly service: MeService) {}

  @SignedIn()
  @BeforeSecondStep()
  @ForKeys()
  @Get()
  me() {
    return this.service.me();
  }

  @SignedIn()
  @Patch()
  async change(@Body({ schema: ownChange }) body: OwnChange) {
    await this.service.change(body);
    return this.service.me();
  }
}
