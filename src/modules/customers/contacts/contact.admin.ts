import { Injectable } from '@nestjs/common';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import { contactChange, type ContactChange, contactEntry, type ContactEntry, contactList, type ContactList } from './contact.dto.js';
import { ContactService } from './contact.service.js';
import { GENDER_CHOICES } from '../customer-screen.js';

@Injectable()
export class ContactAdmin {
  constructor(private readonly contacts: ContactService) {}

  list(query: ContactList) {
    return this.contacts.page(query);
  }

  get(id: number): Promise<AdminRow> {
    return this.contacts.byId(id);
  }

  create({ customerId, ...body }: ContactEntry): Promise<AdminRow> {
    return this.contacts.create(customerId, body);
  }

  async update(id: number, change: ContactChange): Promise<AdminRow> {
    const { customerId } = await this.contacts.byId(id);
    return this.contacts.update(customerId, id, change);
  }

  async remove(id: number): Promise<void> {
    const { customerId } = await this.contacts.byId(id);
    await this.contacts.remove(customerId, id);
  }
}

export const contactResource = adminResources.declare({
  id: 'contacts',
  subject: 'Contact',
  label: { 'zh-CN': '联系人', en: 'Contacts' },
  menu: 'customers',
  position: 50,
  icon: 'Phone',
  title: 'name',
  source: shaped(ContactAdmin, { list: contactList, create: contactEntry, update: contactChange }),
  searchable: true,
  help: { 'zh-CN': '企业客户那边与您联系的人。', en: 'The people you speak with at a company.' },
  empty: { 'zh-CN': '还没有联系人', en: 'There are no contacts yet' },
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
    { name: 'active', label: { 'zh-CN': '有效', en: 'Active' }, type: 'boolean', filter: 'active', initial: true },
    { name: 'createdAt', label: { 'zh-CN': '录入时间', en: 'Entered' }, type: 'instant', in: ['show'], sort: 'createdAt' },
  ],
});
