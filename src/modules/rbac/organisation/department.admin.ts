import { adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import { DepartmentService } from './department.service.js';
import { departmentChange, departmentCreation, departmentList } from './organisation.dto.js';

/** Shows how deep it stands: lists go along the tree. */
function place({ name, path }: AdminRow): string {
  const depth = String(path ?? '').split('/').length - 3;
  return `${'\u3000'.repeat(Math.max(0, depth))}${depth > 0 ? '└ ' : ''}${String(name)}`;
}

/** The tree of departments, one row each; whoever changes it changes what supervisors see. */
export const departmentResource = adminResources.declare({
  id: 'departments',
  subject: 'Department',
  label: { 'zh-CN': '部门', en: 'Departments' },
  menu: 'organisation',
  position: 20,
  icon: 'GitBranch',
  title: 'name',
  source: shaped(DepartmentService, { list: departmentList, create: departmentCreation, update: departmentChange }),
  searchable: ['name'],
  defaultSort: 'path',
  help: {
    'zh-CN': '主管能看到本部门及下级部门的数据，调整上下级会改变可见范围。',
    en: 'Supervisors see their department and those below it: moving one changes what they see.',
  },
  empty: { 'zh-CN': '还没有部门', en: 'No departments yet' },
  invites: { to: 'create', empty: { 'zh-CN': '还没有部门，请先新增最上级部门', en: 'No departments yet; add the topmost first' } },
  properties: [
    { name: 'tree', label: { 'zh-CN': '部门', en: 'Department' }, type: 'string', in: ['list'], field: 'name', sort: 'name', value: place },
    {
      name: 'code',
      label: { 'zh-CN': '部门代码', en: 'Code' },
      type: 'number',
      required: true,
      sort: 'code',
      help: { 'zh-CN': '唯一的整数，如市场部 1000、销售部 1001', en: 'A whole number of its own: marketing 1000, sales 1001' },
    },
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, type: 'string', required: true, in: ['show', 'new', 'edit'] },
    {
      name: 'parentId',
      label: { 'zh-CN': '上级部门', en: 'Parent' },
      type: 'reference',
      reference: 'departments',
      sort: 'path',
      filter: 'parentId',
    },
  ],
});
