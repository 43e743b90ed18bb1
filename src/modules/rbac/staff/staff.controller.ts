import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import { idParam } from '../../../platform/http/fields.js';
import { NeverKept } from '../../../platform/http/idempotency/idempotency.interceptor.js';
import { Permit, PersonOnly } from '../../../platform/permissions/permit.js';
import { deactivation, nothing, staffChange, staffCreation, staffList, staffRoles } from './staff.dto.js';
import { RoleOffers } from '../roles/role-offers.service.js';
import { StaffInvitations } from './staff-invitations.service.js';
import { StaffRolesService } from './staff-roles.service.js';
import { StaffService } from './staff.service.js';
import { StaffStateService } from './staff-state.service.js';
import { StaffViews } from './staff-views.js';

const byId = idParam();
type Id = z.output<typeof byId>;

/** Who there is and what they may is for persons to say: what a key made would outlive it. */
@Controller('staff')
export class StaffController {
  constructor(
    private readonly staff: StaffService,
    private readonly states: StaffStateService,
    private readonly roles: StaffRolesService,
    private readonly invitations: StaffInvitations,
    private readonly offers: RoleOffers,
    private readonly views: StaffViews,
  ) {}

  @Get()
  @Permit('read', 'Staff')
  async list(@Query({ schema: staffList }) query: z.output<typeof staffList>) {
    const page = await this.staff.list(query);
    return { ...page, items: await this.views.of(page.items) };
  }

  @Get(':id')
  @Permit('read', 'Staff')
  async get(@Param({ schema: byId }) { id }: Id) {
    return (await this.views.of([await this.staff.get(id)]))[0];
  }

  @NeverKept()
  @PersonOnly()
  @Post()
  @Permit('create', 'Staff')
  async create(@Body({ schema: staffCreation }) body: z.output<typeof staffCreation>) {
    return (await this.views.of([await this.staff.get(await this.staff.create(body), 'create')]))[0];
  }

  @PersonOnly()
  @Patch(':id')
  @Permit('update', 'Staff')
  async update(@Param({ schema: byId }) { id }: Id, @Body({ schema: staffChange }) body: z.output<typeof staffChange>) {
    await this.staff.update(id, body);
    return (await this.views.of([await this.staff.get(id, 'update')]))[0];
  }

  @PersonOnly()
  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Staff')
  remove(@Param({ schema: byId }) { id }: Id): Promise<void> {
    return this.staff.remove(id);
  }

  @Get(':id/assignable-roles')
  @Permit('assign-roles', 'Staff')
  assignableRoles(@Param({ schema: byId }) { id }: Id) {
    return this.offers.of(id);
  }

  @Get(':id/holdings')
  @Permit('deactivate', 'Staff')
  async holdings(@Param({ schema: byId }) { id }: Id) {
    return { holdings: await this.states.holdings(id) };
  }

  @PersonOnly()
  @Put(':id/roles')
  @Permit('assign-roles', 'Staff')
  async setRoles(@Param({ schema: byId }) { id }: Id, @Body({ schema: staffRoles }) body: z.output<typeof staffRoles>) {
    await this.roles.replace(id, body);
    return (await this.views.of([await this.staff.get(id, 'assign-roles')]))[0];
  }

  @PersonOnly()
  @Post(':id/deactivate')
  @HttpCode(200)
  @Permit('deactivate', 'Staff')
  async deactivate(@Param({ schema: byId }) { id }: Id, @Body({ schema: deactivation }) body: z.output<typeof deactivation>) {
    const rest = await this.states.deactivate(id, body.handOver as never);
    return { ...(await this.views.of([await this.staff.get(id, 'deactivate')]))[0], rest };
  }

  @PersonOnly()
  @Post(':id/activate')
  @HttpCode(200)
  @Permit('deactivate', 'Staff')
  async activate(@Param({ schema: byId }) { id }: Id, @Body({ schema: nothing }) _body: unknown) {
    await this.states.activate(id);
    return (await this.views.of([await this.staff.get(id, 'deactivate')]))[0];
  }

  @PersonOnly()
  @Post(':id/invite')
  @HttpCode(200)
  @Permit('invite', 'Staff')
  async invite(@Param({ schema: byId }) { id }: Id, @Body({ schema: nothing }) _body: unknown) {
    const { link, expiresAt, sent } = await this.invitations.invite(id);
    return { link, expiresAt: iso(expiresAt), sent };
  }

  @PersonOnly()
  @Post(':id/reset-password')
  @HttpCode(200)
  @Permit('invite', 'Staff')
  async resetPassword(@Param({ schema: byId }) { id }: Id, @Body({ schema: nothing }) _body: unknown) {
    return { sent: await this.invitations.sendReset(id) };
  }
}
