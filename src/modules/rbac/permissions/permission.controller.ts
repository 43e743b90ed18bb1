import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Permit, PersonOnly } from '../../../platform/permissions/permit.js';
import { ExplainService } from '../rights/explain.service.js';
import { byId, type ById } from '../organisation/organisation.dto.js';
import { PermissionService } from './permission.service.js';
import { RightsViews } from '../rights/rights-views.js';
import { explainQuery, permissionChange, permissionCreation, permissionList } from '../roles/role.dto.js';

@Controller('permissions')
export class PermissionController {
  constructor(
    private readonly permissions: PermissionService,
    private readonly explanations: ExplainService,
    private readonly views: RightsViews,
  ) {}

  @Get()
  @Permit('read', 'Permission')
  async list(@Query({ schema: permissionList }) query: z.output<typeof permissionList>) {
    const page = await this.permissions.list(query);
    return { ...page, items: page.items.map((p) => this.views.permission(p)) };
  }

  @Get('tree')
  @Permit('read', 'Permission')
  async tree() {
    return { menus: this.views.tree(await this.permissions.tree()) };
  }

  @Get('subjects')
  @Permit('explain', 'Permission')
  subjects() {
    return { subjects: this.explanations.subjects() };
  }

  @Get('explain')
  @Permit('explain', 'Permission')
  explain(@Query({ schema: explainQuery }) query: z.output<typeof explainQuery>) {
    return this.explanations.explain(query);
  }

  @Get(':id')
  @Permit('read', 'Permission')
  async get(@Param({ schema: byId }) { id }: ById) {
    return this.views.permission(await this.permissions.get(id));
  }

  @PersonOnly()
  @Post()
  @Permit('create', 'Permission')
  async create(@Body({ schema: permissionCreation }) body: z.output<typeof permissionCreation>) {
    return this.get({ id: await this.permissions.create(body) });
  }

  @PersonOnly()
  @Patch(':id')
  @Permit('update', 'Permission')
  async update(@Param({ schema: byId }) { id }: ById, @Body({ schema: permissionChange }) body: z.output<typeof permissionChange>) {
    await this.permissions.update(id, body);
    return this.get({ id });
  }

  @PersonOnly()
  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Permission')
  remove(@Param({ schema: byId }) { id }: ById): Promise<void> {
    return this.permissions.remove(id);
  }
}
