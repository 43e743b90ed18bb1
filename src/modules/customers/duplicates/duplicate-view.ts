import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { Scope } from '../../../platform/permissions/scope.js';
import type { Namesake } from './duplicate.repository.js';
import { CustomersCalled } from '../customers-called.service.js';
import type { KeyName } from '../customer-keys.js';
import { KEY_LABELS } from '../customers.errors.js';

/** What may be told of a customer whom somebody met: who has him and since when, and the record only if he reaches it anyway. */
@Injectable()
export class DuplicateView {
  constructor(
    private readonly context: Context,
    private readonly scope: Scope,
    private readonly time: BusinessTime,
    private readonly called: CustomersCalled,
  ) {}

  of(one: Namesake) {
    return {
      fields: one.fields,
      holding: one.holding,
      ownerName: one.ownerName,
      ownedSince: iso(one.ownedSince),
      claimable: one.holding === 'pool',
      customerId: this.scope.can('read', 'Customer', one) ? one.id : null,
    };
  }

  /** What his owner hears when a colleague meets him. */
  async met(ownerId: number, one: Namesake) {
    return { customer: await this.called.one(ownerId, one), colleague: this.context.actor.name, customerId: one.id };
  }

  fields(keys: readonly KeyName[]): string {
    const { language } = this.context;
    return keys.map((key) => KEY_LABELS[key][language]).join(language === 'en' ? ', ' : '、');
  }

  /** Where somebody finds what he wanted to enter, when it is his already. */
  own({ id, ownerId }: Namesake): { link: string } | object {
    return this.isOwn(ownerId) ? { link: `/admin/resources/customers/records/${id}/show` } : {};
  }

  private isOwn(ownerId: number | null): boolean {
    const { kind, id } = this.context.actor;
    return kind === 'staff' && ownerId === id;
  }

  whose({ ownerId, ownerName, ownedSince, holding }: Namesake): string {
    const since = ownedSince === null ? '' : this.time.dayOf(ownedSince);
    const zh = this.context.language === 'zh-CN';
    if (this.isOwn(ownerId))
      return zh ? `已经是您的客户${since && `（自 ${since} 起）`}。` : `This customer is yours already${since && `, since ${since}`}.`;
    if (ownerName !== null) {
      if (zh) return `由 ${ownerName} 负责${since && `（自 ${since} 起）`}，已通知对方跟进。`;
      return `${ownerName} looks after this customer${since && ` since ${since}`} and has been told.`;
    }
    if (holding === 'pool') return zh ? '该客户在公海中，可以领取。' : 'The customer is in the public pool and may be claimed.';
    return zh ? '该客户正等待分配。' : 'The customer is waiting to be assigned.';
  }

  today(now: number): string {
    return this.time.dayOf(now);
  }
}
