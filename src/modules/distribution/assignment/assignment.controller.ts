import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { idParam } from '../../../platform/http/fields.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { AssignmentList, Period, PreviewBody, PreviewQuery } from './assignment.dto.js';
import { DistributionRunService } from './distribution-run.service.js';
import { InsightService } from './insight.service.js';

const Id = idParam();

@Controller('distribution')
export class AssignmentController {
  constructor(
    private readonly insights: InsightService,
    private readonly runs: DistributionRunService,
  ) {}

  @Post('run')
  @HttpCode(202)
  @Permit('run', 'Distribution')
  run() {
    return this.runs.start();
  }

  @Post('preview')
  @HttpCode(200)
  @Permit('read', 'Distribution')
  preview(@Query({ schema: PreviewQuery }) { limit }: PreviewQuery, @Body({ schema: PreviewBody }) { quotas, strategy }: PreviewBody) {
    return this.insights.preview(limit, quotas, strategy);
  }

  @Get('rounds/current')
  @Permit('read', 'Distribution')
  round() {
    return this.insights.currentRound();
  }

  @Get('assignments')
  @Permit('read', 'Assignment')
  assignments(@Query({ schema: AssignmentList }) query: AssignmentList) {
    return this.insights.list(query);
  }

  @Get('assignments/:id')
  @Permit('read', 'Assignment')
  explain(@Param({ schema: Id }) { id }: { id: number }) {
    return this.insights.explain(id);
  }

  @Get('fairness')
  @Permit('read', 'Assignment')
  fairness(@Query({ schema: Period }) period: Period) {
    return this.insights.fairness(period);
  }
}
