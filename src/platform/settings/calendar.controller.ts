import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { pageOfAll } from '../http/list-in-memory.js';
import { ForKeys, Permit, SignedIn } from '../permissions/permit.js';
import { CalendarYears } from './calendar-years.service.js';
import { calendarList, DAYS, dayChange, dayParam, yearParam, yearUpload } from './settings.dto.js';

/** Public holidays and worked weekend days; every other day is what its weekday says. */
@Controller('calendar')
export class CalendarController {
  constructor(private readonly years: CalendarYears) {}

  @Get()
  @SignedIn()
  @ForKeys()
  async list(@Query({ schema: calendarList }) query: z.output<typeof calendarList>) {
    return pageOfAll(await this.years.list(query.year), query, DAYS);
  }

  @Post('years/:year')
  @HttpCode(200)
  @Permit('update', 'Calendar')
  async upload(
    @Param({ schema: yearParam }) { year }: z.output<typeof yearParam>,
    @Body({ schema: yearUpload }) body: z.output<typeof yearUpload>,
  ) {
    const items = await this.years.upload(year, body);
    return { items, total: items.length };
  }

  @Put('days/:day')
  @Permit('update', 'Calendar')
  async put(
    @Param({ schema: dayParam }) { day }: z.output<typeof dayParam>,
    @Body({ schema: dayChange }) body: z.output<typeof dayChange>,
  ) {
    await this.years.put(day, body);
    return { day, ...body };
  }

  @Delete('days/:day')
  @HttpCode(204)
  @Permit('update', 'Calendar')
  remove(@Param({ schema: dayParam }) { day }: z.output<typeof dayParam>): Promise<void> {
    return this.years.remove(day);
  }
}
