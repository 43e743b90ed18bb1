import { Injectable } from '@nestjs/common';
import { type AdminListQuery, adminResources, type AdminRow, type AdminSource } from '../../../platform/admin/admin-resource.js';
import { ValidationPipe } from '../../../platform/http/validation.pipe.js';
import { contactChange, contactEntry, contactList, type ContactView } from './contact.dto.js';
import { ContactService } from './contact.service.js';
import { GENDER_CHOICES } from '../customer-screen.js';

@Injectable()
export class ContactAdmin implements AdminSource {
  readonly knows = { sorts: ['name', 'createdAt'], filters: ['customerId', 'active'] };

  constructor(
    private readonly contacts: ContactService,
    private readonly validation: ValidationPipe,
  ) {}

  async list({ filters, ...query }: AdminListQuery) {
    const { items, total } = await this.contacts.page(await this.validation.parse(contactList, { ...query, ...filters }));
    return { items: items.map(row), total };
  }

  async get(id: number): Promise<AdminRow> {
    return row(await this.contacts.byId(id));
  }

  async create(values: Record<string, unknown>): Promise<AdminRow> {
    const { customerId, ...body } = await this.validation.parse(contactEntry, values);
    return row(await this.contacts.create(customerId, body));
  }

  async update(id: number, values: Record<string, unknown>): Promise<AdminRow> {
    const { customerId } = await this.contacts.byId(id);
    return row(await this.contacts.update(customerId, id, await this.validation.parse(contactChange, values)));
  }

  async remove(id: number): Promise<void> {
    const { customerId } = await this.contacts.byId(id);
    await this.contacts.remove(customerId, id);
  }
}

const row = (view: ContactView): AdminRow => ({ ...view });

export const contactResource = adminResources.declare({
  id: 'contacts',
  subject: 'Contact',
  label: { 'zh-CN': '联系人', en: 'Contacts' },
  menu: 'customers',
  position: 50,
  icon: 'Phone',
  title: 'name',
  source: ContactAdmin,
  searchable: true,
  defaultSort: '-createdAt',
  properties: [
    {
      name: 'customerId',
      label: { 'zh-CN': '客户', en: 'Customer' },
      type: 'reference',
      reference: 'customers',
      in: ['list', 'show', 'new'],
      required: true,
      filter: 'customerId',
    },
    { name: 'name', label: { 'zh-CN': '姓名', en: 'Name' }, type: 'string', required: true, sort: 'name' },
    { name: 'gender', label: { 'zh-CN': '性别', en: 'Gender' }, type: 'choice', choices: GENDER_CHOICES, in: ['show', 'new', 'edit'] },
    { name: 'position', label: { 'zh-CN': '职位', en: 'Position' }, type: 'string' },
    { name: 'officePhone', label: { 'zh-CN': '办公电话', en: 'Office phone' }, type: 'string' },
    { name: 'mobile', label: { 'zh-CN': '手机', en: 'Mobile' }, type: 'string' },
    { name: 'primary', label: { 'zh-CN': '主要联系人', en: 'Primary' }, type: 'boolean' },
    { name: 'active', label: { 'zh-CN': '有效', en: 'Active' }, type: 'boolean', filter: 'active' },
    { name: 'createdAt', label: { 'zh-CN': '录入时间', en: 'Entered' }, type: 'instant', in: ['show'], sort: 'createdAt' },
  ],
});
