import { adminResources } from '../../platform/admin/admin-resource.js';
import { shaped } from '../../platform/admin/admin-source.js';
import { campusChange, campusCreation, campusList } from './campus.dto.js';
import { CampusService } from './campus.service.js';

export const campusResource = adminResources.declare({
  id: 'campuses',
  subject: 'Campus',
  label: { 'zh-CN': '校区', en: 'Campuses' },
  menu: 'teaching',
  icon: 'MapPin',
  title: 'name',
  source: shaped(CampusService, { list: campusList, create: campusCreation, update: campusChange }),
  searchable: true,
  defaultSort: 'name',
  empty: { 'zh-CN': '还没有校区', en: 'No campuses yet' },
  invites: { to: 'create', empty: { 'zh-CN': '还没有校区，请先新增', en: 'No campuses yet; add one first' } },
  properties: [
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, type: 'string', required: true, sort: 'name' },
    { name: 'address', label: { 'zh-CN': '地址', en: 'Address' }, type: 'string' },
    { name: 'active', label: { 'zh-CN': '启用', en: 'Active' }, type: 'boolean', filter: 'active', initial: true },
    { name: 'createdAt', label: { 'zh-CN': '创建时间', en: 'Created' }, type: 'instant', in: ['list', 'show'], sort: 'createdAt' },
  ],
});
