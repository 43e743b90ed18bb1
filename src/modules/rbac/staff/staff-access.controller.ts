import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { sessionList, SESSIONS } from '../../../platform/auth/auth.dto.js';
import { idParam } from '../../../platform/http/fields.js';
import { pageOfAll } from '../../../platform/http/list-in-memory.js';
import { Permit, PersonOnly } from '../../../platform/permissions/permit.js';
import { nothing, staffSessionParam } from './staff.dto.js';
import { StaffAccess } from './staff-access.service.js';

const byId = idParam();
type Id = z.output<typeof byId>;

/** The sign-ins of a colleague. */
@PersonOnly()
@Controller('staff/:id')
export class StaffAccessController {
  constructor(private readonly access: StaffAccess) {}

  @Post('reset-second-step')
  @HttpCode(200)
  @Permit('reset-second-step', 'Staff')
  async resetSecondStep(@Param({ schema: byId }) { id }: Id, @Body({ schema: nothing }) _body: unknown) {
    await this.access.resetSecondStep(id);
    return { secondStep: false };
  }

  @Get('sessions')
  @Permit('sign-out', 'Staff')
  async sessions(@Param({ schema: byId }) { id }: Id, @Query({ schema: sessionList }) query: z.output<typeof sessionList>) {
    return pageOfAll(await this.access.signIns(id), query, SESSIONS);
  }

  @Delete('sessions')
  @Permit('sign-out', 'Staff')
  async signOut(@Param({ schema: byId }) { id }: Id) {
    return { ended: await this.access.signOut(id) };
  }

  @Delete('sessions/:sessionId')
  @HttpCode(204)
  @Permit('sign-out', 'Staff')
  async endSession(@Param({ schema: staffSessionParam }) { id, sessionId }: z.output<typeof staffSessionParam>): Promise<void> {
    await this.access.signOut(id, sessionId);
  }
}
