import { Injectable } from '@nestjs/common';
import { adminResources } from '../../../../platform/admin/admin-resource.js';
import { shaped } from '../../../../platform/admin/admin-source.js';
import { profileChange, type ProfileChange, profileList, type ProfileList } from './profile.dto.js';
import { ProfileService } from './profile.service.js';

/** Profiles are kept and used on the wizard's page; here they are renamed and removed. */
@Injectable()
export class ProfileAdmin {
  constructor(private readonly profiles: ProfileService) {}

  list(query: ProfileList) {
    return this.profiles.list(query);
  }

  get(id: number) {
    return this.profiles.get(id);
  }

  update(id: number, change: ProfileChange) {
    return this.profiles.update(id, change);
  }

  remove(id: number) {
    return this.profiles.remove(id);
  }
}

export const profileResource = adminResources.declare({
  id: 'import-profiles',
  subject: 'ImportProfile',
  label: { 'zh-CN': '导入方案', en: 'Import profiles' },
  menu: 'customers',
  position: 71,
  icon: 'Columns',
  title: 'name',
  source: shaped(ProfileAdmin, { list: profileList, update: profileChange }),
  removal: { 'zh-CN': '用它导入过的客户不受影响。', en: 'Customers who were imported with it stay as they are.' },
  searchable: true,
  defaultSort: 'name',
  help: {
    'zh-CN': '文件各列对应的字段、值的含义与规则，下次导入同类文件时直接使用。在“导入客户”页面保存。',
    en: 'What columns and values of a file mean, for the next file of its kind. Kept on the page “Import customers”.',
  },
  empty: { 'zh-CN': '还没有导入方案', en: 'No profile has been kept yet' },
  properties: [
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, type: 'string', required: true, sort: 'name' },
    { name: 'columns', label: { 'zh-CN': '列', en: 'Columns' }, type: 'string', in: ['list', 'show'] },
    { name: 'updatedAt', label: { 'zh-CN': '修改时间', en: 'Changed' }, type: 'instant', in: ['list', 'show'], sort: 'updatedAt' },
  ],
});
