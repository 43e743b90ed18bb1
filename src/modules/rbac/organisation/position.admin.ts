import { adminResources } from '../../../platform/admin/admin-resource.js';
import { shaped } from '../../../platform/admin/admin-source.js';
import { builtInStays } from './organisation.admin.js';
import { positionChange, positionCreation, positionList } from './organisation.dto.js';
import { PositionService } from './position.service.js';

export const positionResource = adminResources.declare({
  id: 'positions',
  subject: 'Position',
  label: { 'zh-CN': '职位', en: 'Positions' },
  menu: 'organisation',
  position: 30,
  icon: 'Award',
  title: 'name',
  source: shaped(PositionService, { list: positionList, create: positionCreation, update: positionChange }),
  allowed: builtInStays,
  searchable: true,
  defaultSort: 'id',
  help: {
    'zh-CN': '职位只是称谓；能看什么、做什么由角色决定。',
    en: 'Positions are titles only; roles decide what somebody sees and does.',
  },
  properties: [
    { name: 'name', label: { 'zh-CN': '职位', en: 'Position' }, type: 'string', in: ['list'] },
    { name: 'nameZh', label: { 'zh-CN': '中文名称', en: 'Chinese name' }, type: 'string', required: true, in: ['show', 'new', 'edit'] },
    { name: 'nameEn', label: { 'zh-CN': '英文名称', en: 'English name' }, type: 'string', required: true, in: ['show', 'new', 'edit'] },
    {
      name: 'code',
      label: { 'zh-CN': '代码', en: 'Code' },
      type: 'string',
      required: true,
      in: ['list', 'show', 'new'],
      sort: 'code',
      help: { 'zh-CN': '小写字母、数字和连字符', en: 'Small letters, digits and hyphens' },
    },
    { name: 'builtIn', label: { 'zh-CN': '系统内置', en: 'Built in' }, type: 'boolean', in: ['list', 'show'] },
  ],
});
