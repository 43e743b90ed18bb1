import { adminResources } from '../../../platform/admin/admin-resource.js';
import { shaped } from '../../../platform/admin/admin-source.js';
import { tagBody, tagChange, tagList } from './tag.dto.js';
import { TagService } from './tag.service.js';

export const tagResource = adminResources.declare({
  id: 'tags',
  subject: 'Tag',
  label: { 'zh-CN': '标签', en: 'Tags' },
  menu: 'customers',
  position: 130,
  icon: 'Tag',
  title: 'name',
  source: shaped(TagService, { list: tagList, create: tagBody, update: tagChange }),
  removal: { 'zh-CN': '会从所有客户身上取下，不能恢复。', en: 'It is taken off every customer, for good.' },
  searchable: true,
  defaultSort: 'name',
  properties: [
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, type: 'string', required: true, sort: 'name' },
    { name: 'createdAt', label: { 'zh-CN': '创建时间', en: 'Created' }, type: 'instant', in: ['list', 'show'], sort: 'createdAt' },
  ],
});
