import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { pageOfAll } from '../http/list-in-memory.js';
import { Permit } from '../permissions/permit.js';
import { type ScheduleBody, scheduleBody, SCHEDULE_LIST, scheduleList, scheduleParam } from './jobs.dto.js';
import { ScheduleBoard } from './schedule-board.service.js';

type Name = z.output<typeof scheduleParam>;

/** What recurs. */
@Controller('schedules')
export class SchedulesController {
  constructor(private readonly board: ScheduleBoard) {}

  @Get()
  @Permit('read', 'Schedule')
  async list(@Query({ schema: scheduleList }) query: z.output<typeof scheduleList>) {
    return pageOfAll(await this.board.all(), query, SCHEDULE_LIST);
  }

  @Get(':name')
  @Permit('read', 'Schedule')
  get(@Param({ schema: scheduleParam }) { name }: Name) {
    return this.board.get(name);
  }

  @Patch(':name')
  @Permit('update', 'Schedule')
  change(@Param({ schema: scheduleParam }) { name }: Name, @Body({ schema: scheduleBody }) body: ScheduleBody) {
    return this.board.change(name, body);
  }

  @Post(':name/run')
  @HttpCode(202)
  @Permit('run', 'Schedule')
  run(@Param({ schema: scheduleParam }) { name }: Name) {
    return this.board.run(name);
  }
}
