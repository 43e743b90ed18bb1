import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { ChangesNothing } from '../../../platform/http/idempotency/idempotency.interceptor.js';
import { Permit, PersonOnly } from '../../../platform/permissions/permit.js';
import { byId, type ById } from '../organisation/organisation.dto.js';
import { RolePreviews } from '../preview/role-preview.service.js';
import { roleChange, roleCreation, roleGrants, roleList } from './role.dto.js';
import type { Role, RolePermission } from './role.entity.js';
import { RoleMatrices } from './role-matrices.service.js';
import { RoleService } from './role.service.js';

/** No key widens rights: writing is for persons. */
@Controller('roles')
export class RoleController {
  constructor(
    private readonly roles: RoleService,
    private readonly matrices: RoleMatrices,
    private readonly previews: RolePreviews,
    private readonly context: Context,
  ) {}

  @Get()
  @Permit('read', 'Role')
  async list(@Query({ schema: roleList }) query: z.output<typeof roleList>) {
    const page = await this.roles.list(query);
    return { ...page, items: page.items.map((r) => this.view(r)) };
  }

  @Get(':id')
  @Permit('read', 'Role')
  async get(@Param({ schema: byId }) { id }: ById) {
    const { permissions, ...role } = await this.roles.get(id);
    return { ...this.view(role as Role), permissions: permissions.map((p) => this.grantView(p)) };
  }

  @Get(':id/matrix')
  @Permit('read', 'Role')
  matrix(@Param({ schema: byId }) { id }: ById) {
    return this.matrices.of(id);
  }

  @PersonOnly()
  @Post()
  @Permit('create', 'Role')
  async create(@Body({ schema: roleCreation }) body: z.output<typeof roleCreation>) {
    return this.get({ id: await this.roles.create(body) });
  }

  @PersonOnly()
  @Patch(':id')
  @Permit('update', 'Role')
  async update(@Param({ schema: byId }) { id }: ById, @Body({ schema: roleChange }) body: z.output<typeof roleChange>) {
    await this.roles.update(id, body);
    return this.get({ id });
  }

  @PersonOnly()
  @Put(':id/permissions')
  @Permit('update', 'Role')
  async setPermissions(@Param({ schema: byId }) { id }: ById, @Body({ schema: roleGrants }) body: z.output<typeof roleGrants>) {
    await this.roles.setPermissions(id, body);
    return this.get({ id });
  }

  @ChangesNothing()
  @Post(':id/preview')
  @HttpCode(200)
  @Permit('update', 'Role')
  preview(@Param({ schema: byId }) { id }: ById, @Body({ schema: roleGrants }) body: z.output<typeof roleGrants>) {
    return this.previews.of(id, body);
  }

  @PersonOnly()
  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Role')
  remove(@Param({ schema: byId }) { id }: ById): Promise<void> {
    return this.roles.remove(id);
  }

  private view({ id, code, nameZh, nameEn, description, builtIn, active, secondStep, version, createdAt, updatedAt }: Role) {
    const name = this.context.language === 'zh-CN' ? nameZh : nameEn;
    const at = { createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
    return { id, code, name, nameZh, nameEn, description, builtIn, active, secondStep, version, ...at };
  }

  private grantView({ permissionId, reach, conditions, fields, inverted, permission }: RolePermission) {
    return {
      permissionId,
      code: permission?.code,
      action: permission?.actionName,
      subject: permission?.subjectName,
      reach,
      conditions,
      fields,
      inverted,
    };
  }
}
