import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { idParam } from '../../../platform/http/fields.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { DeadlinePreview } from './deadline-preview.service.js';
import { DeadlineRuleChange, DeadlineRuleCreate, DeadlineRulePreview, RuleList } from './deadline-rule.dto.js';
import { DeadlineRules } from './deadline-rules.service.js';

const Id = idParam();

@Controller('distribution/rules')
export class DeadlineRuleController {
  constructor(
    private readonly rules: DeadlineRules,
    private readonly previews: DeadlinePreview,
  ) {}

  @Get()
  @Permit('read', 'Rule')
  list(@Query({ schema: RuleList }) query: RuleList) {
    return this.rules.list(query);
  }

  @Post()
  @Permit('create', 'Rule')
  create(@Body({ schema: DeadlineRuleCreate }) body: DeadlineRuleCreate) {
    return this.rules.create(body);
  }

  @Post('preview')
  @HttpCode(200)
  @Permit('update', 'Rule')
  preview(@Body({ schema: DeadlineRulePreview }) body: DeadlineRulePreview) {
    return this.previews.preview(body);
  }

  @Get(':id')
  @Permit('read', 'Rule')
  get(@Param({ schema: Id }) { id }: { id: number }) {
    return this.rules.get(id);
  }

  @Patch(':id')
  @Permit('update', 'Rule')
  update(@Param({ schema: Id }) { id }: { id: number }, @Body({ schema: DeadlineRuleChange }) body: DeadlineRuleChange) {
    return this.rules.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Rule')
  remove(@Param({ schema: Id }) { id }: { id: number }) {
    return this.rules.remove(id);
  }
}
