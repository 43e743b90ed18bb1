import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { idParam } from '../../../platform/http/fields.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { RuleList } from './deadline-rule.dto.js';
import { ClaimRuleChange, ClaimRuleCreate } from './claim-rule.dto.js';
import { ClaimRules } from './claim-rules.service.js';

const Id = idParam();

@Controller('distribution/claim-rules')
export class ClaimRuleController {
  constructor(private readonly rules: ClaimRules) {}

  @Get()
  @Permit('read', 'Rule')
  list(@Query({ schema: RuleList }) query: RuleList) {
    return this.rules.list(query);
  }

  @Post()
  @Permit('create', 'Rule')
  create(@Body({ schema: ClaimRuleCreate }) body: ClaimRuleCreate) {
    return this.rules.create(body);
  }

  @Get(':id')
  @Permit('read', 'Rule')
  get(@Param({ schema: Id }) { id }: { id: number }) {
    return this.rules.get(id);
  }

  @Patch(':id')
  @Permit('update', 'Rule')
  update(@Param({ schema: Id }) { id }: { id: number }, @Body({ schema: ClaimRuleChange }) body: ClaimRuleChange) {
    return this.rules.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Rule')
  remove(@Param({ schema: Id }) { id }: { id: number }) {
    return this.rules.remove(id);
  }
}
