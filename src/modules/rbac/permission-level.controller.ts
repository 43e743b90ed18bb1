import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Permit } from '../../platform/permissions/permit.js';
import { byId, type ById } from './organisation.dto.js';
import { PermissionTreeService } from './permission-tree.service.js';
import { RightsViews } from './rights-views.js';
import { groupChange, groupCreation, groupList, menuChange, menuCreation, menuList } from './role.dto.js';

@Controller('permission-menus')
export class PermissionMenuController {
  constructor(
    private readonly levels: PermissionTreeService,
    private readonly views: RightsViews,
  ) {}

  @Get()
  @Permit('read', 'Permission')
  async list(@Query({ schema: menuList }) query: z.output<typeof menuList>) {
    const page = await this.levels.menus(query);
    return { ...page, items: page.items.map((m) => this.views.level(m)) };
  }

  @Get(':id')
  @Permit('read', 'Permission')
  async get(@Param({ schema: byId }) { id }: ById) {
    return this.views.level(await this.levels.menu(id));
  }

  @Post()
  @Permit('create', 'Permission')
  async create(@Body({ schema: menuCreation }) body: z.output<typeof menuCreation>) {
    return this.views.level(await this.levels.menu(await this.levels.createMenu(body)));
  }

  @Patch(':id')
  @Permit('update', 'Permission')
  async update(@Param({ schema: byId }) { id }: ById, @Body({ schema: menuChange }) body: z.output<typeof menuChange>) {
    await this.levels.updateMenu(id, body);
    return this.views.level(await this.levels.menu(id));
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Permission')
  remove(@Param({ schema: byId }) { id }: ById): Promise<void> {
    return this.levels.removeMenu(id);
  }
}

@Controller('permission-groups')
export class PermissionGroupController {
  constructor(
    private readonly levels: PermissionTreeService,
    private readonly views: RightsViews,
  ) {}

  @Get()
  @Permit('read', 'Permission')
  async list(@Query({ schema: groupList }) query: z.output<typeof groupList>) {
    const page = await this.levels.groups(query);
    return { ...page, items: page.items.map((g) => this.views.level(g)) };
  }

  @Get(':id')
  @Permit('read', 'Permission')
  async get(@Param({ schema: byId }) { id }: ById) {
    return this.views.level(await this.levels.group(id));
  }

  @Post()
  @Permit('create', 'Permission')
  async create(@Body({ schema: groupCreation }) body: z.output<typeof groupCreation>) {
    return this.views.level(await this.levels.group(await this.levels.createGroup(body)));
  }

  @Patch(':id')
  @Permit('update', 'Permission')
  async update(@Param({ schema: byId }) { id }: ById, @Body({ schema: groupChange }) body: z.output<typeof groupChange>) {
    await this.levels.updateGroup(id, body);
    return this.views.level(await this.levels.group(id));
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Permission')
  remove(@Param({ schema: byId }) { id }: ById): Promise<void> {
    return this.levels.removeGroup(id);
  }
}
