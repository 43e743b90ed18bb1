import { Injectable } from '@nestjs/common';
import { type AdminListQuery, adminResources, type AdminRow, type AdminSource } from '../../platform/admin/admin-resource.js';
import { ValidationPipe } from '../../platform/http/validation.pipe.js';
import { CustomerCreateService } from './customer-create.service.js';
import { CustomerDeleteService } from './recycle-bin/customer-delete.service.js';
import { customerBody, customerRow } from './customer-form.js';
import { CUSTOMER_FILTERS, customerList, CUSTOMER_SORTS } from './list/customer-list.dto.js';
import { CustomerListService } from './list/customer-list.service.js';
import { CustomerReadService } from './customer-read.service.js';
import { CUSTOMER_PROPERTIES } from './customer-screen.js';
import { CustomerUpdateService } from './customer-update.service.js';
import { customerChange, customerCreation } from './customer.dto.js';

@Injectable()
export class CustomerAdmin implements AdminSource {
  readonly knows = { sorts: Object.keys(CUSTOMER_SORTS), filters: CUSTOMER_FILTERS };

  constructor(
    private readonly lists: CustomerListService,
    private readonly customers: CustomerReadService,
    private readonly creation: CustomerCreateService,
    private readonly changes: CustomerUpdateService,
    private readonly deletion: CustomerDeleteService,
    private readonly validation: ValidationPipe,
  ) {}

  async list({ filters, ...query }: AdminListQuery) {
    const { items, total } = await this.lists.list(await this.validation.parse(customerList, { ...query, ...filters }));
    return { items: items.map(customerRow), total };
  }

  async get(id: number): Promise<AdminRow> {
    return customerRow(await this.customers.get(id));
  }

  async create(values: Record<string, unknown>): Promise<AdminRow> {
    return customerRow(await this.creation.create(await this.validation.parse(customerCreation, customerBody(values))));
  }

  async update(id: number, values: Record<string, unknown>): Promise<AdminRow> {
    return customerRow(await this.changes.update(id, await this.validation.parse(customerChange, customerBody(values))));
  }

  remove(id: number): Promise<void> {
    return this.deletion.remove(id);
  }
}

export const customerResource = adminResources.declare({
  id: 'customers',
  subject: 'Customer',
  label: { 'zh-CN': '客户', en: 'Customers' },
  menu: 'customers',
  position: 10,
  icon: 'Users',
  title: 'name',
  source: CustomerAdmin,
  searchable: true,
  defaultSort: '-createdAt',
  showComponent: 'CustomerPage',
  help: { 'zh-CN': '可按姓名、电话、QQ 或客户编号查找', en: 'Search by name, phone, QQ or number' },
  empty: { 'zh-CN': '没有符合条件的客户', en: 'No customer matches' },
  properties: CUSTOMER_PROPERTIES,
});
