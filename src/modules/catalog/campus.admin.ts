import { Injectable } from '@nestjs/common';
import { type AdminListQuery, adminResources, type AdminSource } from '../../platform/admin/admin-resource.js';
import { ValidationPipe } from '../../platform/http/validation.pipe.js';
import { campusChange, campusCreation, campusList } from './campus.dto.js';
import { CampusService } from './campus.service.js';

@Injectable()
export class CampusAdmin implements AdminSource {
  readonly knows = {
    fields: ['id', 'name', 'address', 'active', 'createdAt', 'updatedAt'],
    sorts: ['name', 'createdAt'],
    filters: ['active'],
  };

  constructor(
    private readonly campuses: CampusService,
    private readonly validation: ValidationPipe,
  ) {}

  async list({ filters, ...query }: AdminListQuery) {
    return this.campuses.list(await this.validation.parse(campusList, { ...query, ...filters }));
  }

  get(id: number) {
    return this.campuses.get(id);
  }

  async create(values: Record<string, unknown>) {
    return this.campuses.create(await this.validation.parse(campusCreation, values));
  }

  async update(id: number, values: Record<string, unknown>) {
    return this.campuses.update(id, await this.validation.parse(campusChange, values));
  }

  remove(id: number) {
    return this.campuses.remove(id);
  }
}

export const campusResource = adminResources.declare({
  id: 'campuses',
  subject: 'Campus',
  label: { 'zh-CN': '校区', en: 'Campuses' },
  menu: 'teaching',
  icon: 'MapPin',
  title: 'name',
  source: CampusAdmin,
  searchable: true,
  defaultSort: 'name',
  empty: { 'zh-CN': '还没有校区，请先新增', en: 'No campuses yet; add one first' },
  properties: [
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, type: 'string', required: true, sort: 'name' },
    { name: 'address', label: { 'zh-CN': '地址', en: 'Address' }, type: 'string' },
    { name: 'active', label: { 'zh-CN': '启用', en: 'Active' }, type: 'boolean', filter: 'active' },
    { name: 'createdAt', label: { 'zh-CN': '创建时间', en: 'Created' }, type: 'instant', in: ['list', 'show'], sort: 'createdAt' },
  ],
});
