import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Permit, PersonOnly } from '../../../platform/permissions/permit.js';
import { byId, type ById } from '../organisation/organisation.dto.js';
import { PermissionGroups } from './permission-groups.service.js';
import { PermissionMenus } from './permission-menus.service.js';
import {
  groupChange,
  type GroupChange,
  groupCreation,
  type GroupCreation,
  groupList,
  type GroupListQuery,
  menuChange,
  type MenuChange,
  menuCreation,
  type MenuCreation,
  menuList,
  type MenuListQuery,
} from '../roles/role.dto.js';

@Controller('permission-menus')
export class PermissionMenuController {
  constructor(private readonly menus: PermissionMenus) {}

  @Get()
  @Permit('read', 'Permission')
  list(@Query({ schema: menuList }) query: MenuListQuery) {
    return this.menus.list(query);
  }

  @Get(':id')
  @Permit('read', 'Permission')
  get(@Param({ schema: byId }) { id }: ById) {
    return this.menus.get(id);
  }

  @PersonOnly()
  @Post()
  @Permit('create', 'Permission')
  create(@Body({ schema: menuCreation }) body: MenuCreation) {
    return this.menus.create(body);
  }

  @PersonOnly()
  @Patch(':id')
  @Permit('update', 'Permission')
  update(@Param({ schema: byId }) { id }: ById, @Body({ schema: menuChange }) body: MenuChange) {
    return this.menus.update(id, body);
  }

  @PersonOnly()
  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Permission')
  remove(@Param({ schema: byId }) { id }: ById): Promise<void> {
    return this.menus.remove(id);
  }
}

@Controller('permission-groups')
export class PermissionGroupController {
  constructor(private readonly groups: PermissionGroups) {}

  @Get()
  @Permit('read', 'Permission')
  list(@Query({ schema: groupList }) query: GroupListQuery) {
    return this.groups.list(query);
  }

  @Get(':id')
  @Permit('read', 'Permission')
  get(@Param({ schema: byId }) { id }: ById) {
    return this.groups.get(id);
  }

  @PersonOnly()
  @Post()
  @Permit('create', 'Permission')
  create(@Body({ schema: groupCreation }) body: GroupCreation) {
    return this.groups.create(body);
  }

  @PersonOnly()
  @Patch(':id')
  @Permit('update', 'Permission')
  update(@Param({ schema: byId }) { id }: ById, @Body({ schema: groupChange }) body: GroupChange) {
    return this.groups.update(id, body);
  }

  @PersonOnly()
  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Permission')
  remove(@Param({ schema: byId }) { id }: ById): Promise<void> {
    return this.groups.remove(id);
  }
}
