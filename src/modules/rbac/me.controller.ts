import { Controller, Get } from '@nestjs/common';
import { SignedIn } from '../../platform/permissions/permit.js';
import { MeService } from './me.service.js';

@Controller('auth/me')
export class MeController {
  constructor(private readonly service: MeService) {}

  @SignedIn()
  @Get()
  me() {
    return this.service.me();
  }
}
