import { Injectable } from '@nestjs/common';
import { homeCards, type HomeCardContent, type HomeCardSource } from '../../platform/admin/home-card.js';
import { Scope } from '../../platform/permissions/scope.js';
import { CustomerListService } from './list/customer-list.service.js';

@Injectable()
export class UntouchedCard implements HomeCardSource {
  constructor(private readonly customers: CustomerListService) {}

  async card(): Promise<HomeCardContent> {
    return {
      value: await this.customers.total({ holding: ['owned'], untouched: true }),
      hint: { 'zh-CN': '已分配、还没有人联系过', en: 'given to somebody, and nobody has spoken to them' },
      link: '/admin/resources/customers?filters.holding=owned&filters.untouched=true',
    };
  }
}

/** For those who neither hold customers nor hand them out: how many there are, and who has enrolled. */
@Injectable()
export class EnrolledCard implements HomeCardSource {
  constructor(
    private readonly customers: CustomerListService,
    private readonly scope: Scope,
  ) {}

  async card(): Promise<HomeCardContent | null> {
    if (this.scope.can('hold', 'Customer') || this.scope.can('assign', 'Customer')) return null;
    const all = await this.customers.total({});
    return {
      value: await this.customers.total({ status: ['enrolled'] }),
      hint: { 'zh-CN': `已报名，共 ${all} 位客户`, en: `have enrolled, of ${all} customers` },
      link: '/admin/resources/customers?filters.status=enrolled',
    };
  }
}

export const customerCards = [
  homeCards.declare({
    name: 'untouched',
    label: { 'zh-CN': '尚未首次跟进', en: 'Not yet followed up' },
    permission: { action: 'assign', subject: 'Customer' },
    source: UntouchedCard,
    position: 25,
  }),
  homeCards.declare({
    name: 'enrolled',
    label: { 'zh-CN': '已报名客户', en: 'Enrolled customers' },
    permission: { action: 'read', subject: 'Customer' },
    source: EnrolledCard,
    position: 30,
  }),
];
