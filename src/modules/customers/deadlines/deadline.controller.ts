import { Controller, Get, Param } from '@nestjs/common';
import { idParam } from '../../../platform/http/fields.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { DeadlineExplain } from './deadline-explain.service.js';

const Id = idParam();

@Controller('customers')
export class DeadlineController {
  constructor(private readonly explanations: DeadlineExplain) {}

  @Get(':id/deadline')
  @Permit('read', 'Customer')
  deadline(@Param({ schema: Id }) { id }: { id: number }) {
    return this.explanations.of(id);
  }
}
