import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { CustomerReach } from '../customer-reach.service.js';
import { customerNumber } from '../customer.entity.js';
import { CustomerRepository } from '../customer.repository.js';
import { CUSTOMER_PROPERTIES } from '../customer-screen.js';

const YES = { 'zh-CN': '是', en: 'yes' } as const;
const NO = { 'zh-CN': '否', en: 'no' } as const;

/** What fields of customers and their values are called, in the caller's language. */
@Injectable()
export class MergeWords {
  constructor(
    private readonly dictionaries: Dictionaries,
    private readonly customers: CustomerRepository,
    private readonly reach: CustomerReach,
    private readonly context: Context,
  ) {}

  label(field: string): string {
    const property = propertyOf(field);
    return property ? say(property.label, this.context.language) : field;
  }

  async text(field: string, value: unknown): Promise<string> {
    const { language } = this.context;
    if (value === null || value === undefined || value === '') return '';
    if (typeof value === 'boolean') return say(value ? YES : NO, language);
    const property = propertyOf(field);
    if (field === 'referredById') return this.customer(Number(value));
    const choice = property?.choices?.find((one) => one.value === value);
    if (choice) return say(choice.label, language);
    const item = property?.dictionary && (await this.dictionaries.items(property.dictionary)).find((one) => one.value === value);
    return item ? say(item.label, language) : String(value as string);
  }

  private async customer(id: number): Promise<string> {
    const row = await this.customers.find(id, this.reach.sql());
    const named = row && (!this.reach.limitsFields() || this.reach.fields(row).has('name'));
    return [customerNumber(id), named && row.name].filter(Boolean).join(' ');
  }
}

/** Forms are flat: a person's `company` is called `employer` there. */
const propertyOf = (field: string) => {
  const name = field === 'person.company' ? 'employer' : (field.split('.').at(-1) ?? field);
  return CUSTOMER_PROPERTIES.find((property) => property.name === name);
};
