import { Injectable } from '@nestjs/common';
import {
  type AdminListQuery,
  type AdminProperty,
  adminResources,
  type AdminRow,
  type AdminSource,
} from '../../platform/admin/admin-resource.js';
import { ValidationPipe } from '../../platform/http/validation.pipe.js';
import { slice } from '../../platform/settings/settings.admin.js';
import type { PermissionGroup, PermissionMenu } from './permission.entity.js';
import { PermissionTreeService } from './permission-tree.service.js';
import { RightsViews } from './rights-views.js';
import { groupChange, groupCreation, menuChange, menuCreation } from './role.dto.js';

const allowedOn = (row: AdminRow): readonly string[] => (row['builtIn'] ? ['edit'] : ['edit', 'delete']);
const like = (row: AdminRow, search = ''): boolean =>
  `${String(row['titleZh'])} ${String(row['titleEn'])} ${String(row['code'])}`.toLowerCase().includes(search.toLowerCase());

/** The first level of menus (REQ-B2). */
@Injectable()
export class PermissionMenuAdmin implements AdminSource {
  constructor(
    private readonly levels: PermissionTreeService,
    private readonly views: RightsViews,
    private readonly validation: ValidationPipe,
  ) {}

  async list(query: AdminListQuery) {
    const rows = (await this.levels.tree()).menus.map((menu) => this.row(menu));
    return slice(
      rows.filter((row) => like(row, query.search)),
      query,
    );
  }

  async get(id: number): Promise<AdminRow> {
    return this.row(await this.levels.menu(id));
  }

  async create(values: Record<string, unknown>) {
    return this.get(await this.levels.createMenu(await this.validation.parse(menuCreation, values)));
  }

  async update(id: number, values: Record<string, unknown>) {
    await this.levels.updateMenu(id, await this.validation.parse(menuChange, values));
    return this.get(id);
  }

  remove(id: number): Promise<void> {
    return this.levels.removeMenu(id);
  }

  readonly allowed = allowedOn;

  private row(menu: PermissionMenu): AdminRow {
    return this.views.level(menu);
  }
}

/** The second level (REQ-B3, B17). */
@Injectable()
export class PermissionGroupAdmin implements AdminSource {
  readonly knows = { filters: ['menuId'] };

  constructor(
    private readonly levels: PermissionTreeService,
    private readonly views: RightsViews,
    private readonly validation: ValidationPipe,
  ) {}

  async list(query: AdminListQuery) {
    const { menuId } = query.filters;
    const rows = (await this.levels.tree()).groups.map((group) => this.row(group));
    return slice(
      rows.filter((row) => like(row, query.search) && (!menuId || String(row['menuId']) === menuId)),
      query,
    );
  }

  async get(id: number): Promise<AdminRow> {
    return this.row(await this.levels.group(id));
  }

  async create(values: Record<string, unknown>) {
    return this.get(await this.levels.createGroup(await this.validation.parse(groupCreation, values)));
  }

  async update(id: number, values: Record<string, unknown>) {
    await this.levels.updateGroup(id, await this.validation.parse(groupChange, values));
    return this.get(id);
  }

  remove(id: number): Promise<void> {
    return this.levels.removeGroup(id);
  }

  readonly allowed = allowedOn;

  private row(group: PermissionGroup): AdminRow {
    return this.views.level(group);
  }
}

const TITLES: readonly AdminProperty[] = [
  { name: 'title', label: { 'zh-CN': '名称', en: 'Title' }, type: 'string', in: ['list'] },
  { name: 'titleZh', label: { 'zh-CN': '中文名称', en: 'Chinese title' }, type: 'string', required: true, in: ['show', 'new', 'edit'] },
  { name: 'titleEn', label: { 'zh-CN': '英文名称', en: 'English title' }, type: 'string', required: true, in: ['show', 'new', 'edit'] },
  { name: 'code', label: { 'zh-CN': '代码', en: 'Code' }, type: 'string', required: true, in: ['list', 'show', 'new'] },
];
const PLACE: readonly AdminProperty[] = [
  { name: 'sortNo', label: { 'zh-CN': '顺序', en: 'Order' }, type: 'number' },
  { name: 'builtIn', label: { 'zh-CN': '系统自带', en: 'Built in' }, type: 'boolean', in: ['list', 'show'] },
];

export const permissionGroupResource = adminResources.declare({
  id: 'permission-groups',
  subject: 'Permission',
  label: { 'zh-CN': '权限组', en: 'Permission groups' },
  menu: 'organisation',
  position: 70,
  icon: 'Folder',
  title: 'title',
  source: PermissionGroupAdmin,
  searchable: true,
  help: {
    'zh-CN': '权限项按“菜单 → 权限组 → 权限项”排列，只影响显示，不给予权限。',
    en: 'Permissions are ordered by menu and group. That is about screens only; it gives no rights.',
  },
  properties: [
    ...TITLES,
    {
      name: 'menuId',
      label: { 'zh-CN': '菜单', en: 'Menu' },
      type: 'reference',
      reference: 'permission-menus',
      required: true,
      filter: 'menuId',
    },
    ...PLACE,
  ],
});

export const permissionMenuResource = adminResources.declare({
  id: 'permission-menus',
  subject: 'Permission',
  label: { 'zh-CN': '权限菜单', en: 'Permission menus' },
  menu: 'organisation',
  position: 80,
  icon: 'Menu',
  title: 'title',
  source: PermissionMenuAdmin,
  searchable: true,
  help: { 'zh-CN': '权限组之上的一层。', en: 'The level above the groups.' },
  properties: [...TITLES, ...PLACE],
});
