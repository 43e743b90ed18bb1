import { Injectable } from '@nestjs/common';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminOutcome, type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { TYPE_CHOICES } from '../customer-screen.js';
import { mergeAddress } from '../merge-address.js';
import { personalDataAction, personalDataOutcome } from '../personal-data/personal-data.admin.js';
import { CustomerRestoreService } from './customer-restore.service.js';
import { recycleBinList, type RecycleBinList } from './recycle-bin.dto.js';
import { RecycleBinService } from './recycle-bin.service.js';

@Injectable()
export class RecycleBinAdmin {
  constructor(
    private readonly bin: RecycleBinService,
    private readonly restoring: CustomerRestoreService,
  ) {}

  list(query: RecycleBinList) {
    return this.bin.list(query);
  }

  get(id: number): Promise<AdminRow> {
    return this.bin.get(id);
  }

  async personalData(ids: readonly number[]): Promise<AdminOutcome> {
    return personalDataOutcome(ids);
  }

  async restore(ids: readonly number[]): Promise<AdminOutcome> {
    for (const id of ids) {
      const keeper = await this.restoring.restore(id).then(() => undefined, takenBy);
      if (keeper !== undefined)
        return {
          message: {
            'zh-CN': '已有客户使用相同的联系方式，可以合并',
            en: 'Another customer has the same contact data by now; the two can be merged',
          },
          redirect: mergeAddress(keeper, id),
        };
    }
    return { message: { 'zh-CN': '已恢复', en: 'Restored' } };
  }
}

/** Who has the keys of somebody who was to be restored, where the caller may see him. @throws any other refusal. */
function takenBy(error: unknown): number {
  const extra = error instanceof DomainError && error.code === 'customer.restore-taken' ? error.options.extra : undefined;
  const keeper = (extra?.['duplicate'] as { customerId: number | null } | null | undefined)?.customerId;
  if (keeper === null || keeper === undefined) throw error;
  return keeper;
}

export const recycleBinResource = adminResources.declare({
  id: 'deleted-customers',
  subject: 'RecycleBin',
  label: { 'zh-CN': '客户回收站', en: 'Deleted customers' },
  menu: 'customers',
  position: 140,
  icon: 'Trash2',
  title: 'name',
  source: shaped(RecycleBinAdmin, { list: recycleBinList }),
  searchable: true,
  help: { 'zh-CN': '删除后 30 天内可以恢复，之后彻底清除', en: 'A deletion can be taken back for 30 days; then everything is erased' },
  empty: { 'zh-CN': '回收站是空的', en: 'The recycle bin is empty' },
  properties: [
    { name: 'name', label: { 'zh-CN': '姓名/名称', en: 'Name' }, type: 'string', in: ['list', 'show'] },
    { name: 'type', label: { 'zh-CN': '类型', en: 'Type' }, type: 'choice', choices: TYPE_CHOICES, in: ['list', 'show'] },
    { name: 'deletedByName', label: { 'zh-CN': '删除人', en: 'Deleted by' }, type: 'string', in: ['list', 'show'] },
    { name: 'deletedAt', label: { 'zh-CN': '删除时间', en: 'Deleted' }, type: 'instant', in: ['list', 'show'] },
    { name: 'erasedAt', label: { 'zh-CN': '将清除于', en: 'Will be erased' }, type: 'instant', in: ['list', 'show'] },
  ],
  actions: [
    {
      name: 'restore',
      kind: 'record',
      label: { 'zh-CN': '恢复', en: 'Restore' },
      permission: 'restore',
      icon: 'RotateCcw',
      confirm: { 'zh-CN': '恢复该客户？', en: 'Restore this customer?' },
      method: 'restore',
    },
    personalDataAction,
  ],
});
