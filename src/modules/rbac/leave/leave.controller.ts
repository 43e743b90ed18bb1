import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Permit } from '../../../platform/permissions/permit.js';
import { LeaveService } from './leave.service.js';
import { LeaveViews } from './leave-views.js';
import { byId, type ById } from '../organisation/organisation.dto.js';
import { leaveChange, leaveCreation, leaveList, leaveOverview, leaveParam } from '../staff/staff.dto.js';

type LeaveId = z.output<typeof leaveParam>;

@Controller('staff/:id/leave')
export class LeaveController {
  constructor(
    private readonly leave: LeaveService,
    private readonly views: LeaveViews,
  ) {}

  @Get()
  @Permit('read', 'Leave')
  async list(@Param({ schema: byId }) { id }: ById, @Query({ schema: leaveList }) query: z.output<typeof leaveList>) {
    const page = await this.leave.ofColleague(id, query);
    return { ...page, items: page.items.map((row) => this.views.of(row)) };
  }

  @Post()
  @Permit('create', 'Leave')
  async create(@Param({ schema: byId }) { id }: ById, @Body({ schema: leaveCreation }) body: z.output<typeof leaveCreation>) {
    return this.views.of(await this.leave.get(id, await this.leave.create(id, body), 'create'));
  }

  @Patch(':leaveId')
  @Permit('update', 'Leave')
  async update(@Param({ schema: leaveParam }) { id, leaveId }: LeaveId, @Body({ schema: leaveChange }) body: z.output<typeof leaveChange>) {
    await this.leave.update(id, leaveId, body);
    return this.views.of(await this.leave.get(id, leaveId, 'update'));
  }

  @Delete(':leaveId')
  @HttpCode(204)
  @Permit('delete', 'Leave')
  remove(@Param({ schema: leaveParam }) { id, leaveId }: LeaveId): Promise<void> {
    return this.leave.remove(id, leaveId);
  }
}

@Controller('leave')
export class LeaveOverviewController {
  constructor(
    private readonly leave: LeaveService,
    private readonly views: LeaveViews,
  ) {}

  @Get()
  @Permit('read', 'Leave')
  async list(@Query({ schema: leaveOverview }) query: z.output<typeof leaveOverview>) {
    const page = await this.leave.list(query);
    return { ...page, items: page.items.map((row) => this.views.of(row)) };
  }
}
