import { Injectable } from '@nestjs/common';
import { adminResources } from '../../platform/admin/admin-resource.js';
import { type AdminOutcome, type AdminRow, SAID, shaped } from '../../platform/admin/admin-source.js';
import { CustomerCreateService } from './customer-create.service.js';
import { CustomerDeleteService } from './recycle-bin/customer-delete.service.js';
import { customerRow, flat } from './customer-form.js';
import { customerList, type CustomerListQuery } from './list/customer-list.dto.js';
import { CustomerListService, DEEPEST } from './list/customer-list.service.js';
import { CustomerReadService } from './customer-read.service.js';
import { exportAction } from './export/export.admin.js';
import { assignAction, handOverAction, tagAction } from './ticked/ticked.admin.js';
import { TickedCustomers } from './ticked/ticked.service.js';
import { mergeAction, mergeOutcome } from './merge/merge.admin.js';
import { personalDataAction, personalDataOutcome } from './personal-data/personal-data.admin.js';
import { CUSTOMER_PROPERTIES } from './customer-screen.js';
import { CustomerUpdateService } from './customer-update.service.js';
import { customerChange, type CustomerChange, customerCreation, type CustomerCreation } from './customer.dto.js';

@Injectable()
export class CustomerAdmin {
  constructor(
    private readonly lists: CustomerListService,
    private readonly customers: CustomerReadService,
    private readonly creation: CustomerCreateService,
    private readonly changes: CustomerUpdateService,
    private readonly deletion: CustomerDeleteService,
    private readonly ticked: TickedCustomers,
  ) {}

  async list(query: CustomerListQuery) {
    const { items, total } = await this.lists.list(query);
    return { items: items.map(customerRow), total };
  }

  async get(id: number): Promise<AdminRow> {
    return customerRow(await this.customers.get(id));
  }

  async create(customer: CustomerCreation): Promise<AdminRow> {
    const { warnings, ...entered } = await this.creation.create(customer);
    const said = warnings.flatMap((warning) => ('detail' in warning ? [warning.detail] : [])).join(' ');
    return { ...customerRow(entered), ...(said ? { [SAID]: said } : {}) };
  }

  async update(id: number, change: CustomerChange): Promise<AdminRow> {
    return customerRow(await this.changes.update(id, change));
  }

  remove(id: number): Promise<void> {
    return this.deletion.remove(id);
  }

  exportChosen(ids: readonly number[]): Promise<AdminOutcome> {
    return this.ticked.exportChosen(ids);
  }

  assign(ids: readonly number[], inputs: Record<string, unknown>): Promise<AdminOutcome> {
    return this.ticked.assign(ids, inputs);
  }

  handOver([id]: readonly number[], inputs: Record<string, unknown>): Promise<AdminOutcome> {
    return this.ticked.handOver(id!, inputs);
  }

  addTags(ids: readonly number[], { addedTags }: Record<string, unknown>): Promise<AdminOutcome> {
    return this.ticked.addTags(ids, addedTags);
  }

  async personalData(ids: readonly number[]): Promise<AdminOutcome> {
    return personalDataOutcome(ids);
  }

  async mergeTwo(ids: readonly number[]): Promise<AdminOutcome> {
    return mergeOutcome(ids);
  }
}

const BUTTONS = ['edit', 'delete', 'assign', 'addTags', 'mergeTwo', 'exportChosen', 'personalData'];

export const customerResource = adminResources.declare({
  id: 'customers',
  subject: 'Customer',
  label: { 'zh-CN': '客户', en: 'Customers' },
  menu: 'customers',
  position: 10,
  icon: 'Users',
  title: 'name',
  source: shaped(CustomerAdmin, { list: customerList, create: flat(customerCreation), update: flat(customerChange) }),
  searchable: ['number', 'name', 'phone', 'qq', 'email'],
  defaultSort: '-createdAt',
  showComponent: 'CustomerPage',
  formComponent: 'CustomerForm',
  listComponent: 'CustomerList',
  help: { 'zh-CN': '可按姓名、电话、QQ 或客户编号查找', en: 'Search by name, phone, QQ or number' },
  empty: { 'zh-CN': '还没有客户', en: 'There are no customers yet' },
  invites: {
    to: 'create Import',
    empty: { 'zh-CN': '还没有客户：可以新建，也可以导入。', en: 'There are no customers yet: enter one, or import a file.' },
  },
  removal: {
    'zh-CN': '会放入客户回收站，30 天内可以恢复。',
    en: 'Deleted customers go to the recycle bin and can be brought back for 30 days.',
  },
  // a closed one is reopened before he goes to anybody
  allowed: ({ holding }) => (holding === 'closed' ? BUTTONS : [...BUTTONS, 'handOver']),
  deepest: DEEPEST,
  properties: CUSTOMER_PROPERTIES,
  actions: [handOverAction, assignAction, tagAction, mergeAction, exportAction, personalDataAction],
});
