import { Injectable } from '@nestjs/common';
import { type AdminListQuery, adminResources, type AdminSource } from '../../../platform/admin/admin-resource.js';
import { ValidationPipe } from '../../../platform/http/validation.pipe.js';
import { tagBody, tagChange, tagList } from './tag.dto.js';
import { TagService } from './tag.service.js';

@Injectable()
export class TagAdmin implements AdminSource {
  readonly knows = { sorts: ['name', 'createdAt'] };

  constructor(
    private readonly tags: TagService,
    private readonly validation: ValidationPipe,
  ) {}

  async list({ filters, ...query }: AdminListQuery) {
    return this.tags.list(await this.validation.parse(tagList, { ...query, ...filters }));
  }

  get(id: number) {
    return this.tags.get(id);
  }

  async create(values: Record<string, unknown>) {
    return this.tags.create(await this.validation.parse(tagBody, values));
  }

  async update(id: number, values: Record<string, unknown>) {
    return this.tags.rename(id, await this.validation.parse(tagChange, values));
  }

  remove(id: number) {
    return this.tags.remove(id);
  }
}

export const tagResource = adminResources.declare({
  id: 'tags',
  subject: 'Tag',
  label: { 'zh-CN': '标签', en: 'Tags' },
  menu: 'customers',
  position: 130,
  icon: 'Tag',
  title: 'name',
  source: TagAdmin,
  searchable: true,
  defaultSort: 'name',
  properties: [
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, type: 'string', required: true, sort: 'name' },
    { name: 'createdAt', label: { 'zh-CN': '创建时间', en: 'Created' }, type: 'instant', in: ['list', 'show'], sort: 'createdAt' },
  ],
});
