import { Injectable } from '@nestjs/common';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { shaped } from '../../../platform/admin/admin-source.js';
import { Context } from '../../../platform/context/context.js';
import { ValidationPipe } from '../../../platform/http/validation.pipe.js';
import { ClaimService } from './claim.service.js';
import { namesOf, reasonsOf } from '../refused-text.js';
import { ClaimMany, PoolQuery } from './pool.dto.js';
import { poolErrors } from './pool.errors.js';
import { PoolService } from './pool.service.js';

@Injectable()
export class PoolAdmin {
  constructor(
    private readonly pool: PoolService,
    private readonly claims: ClaimService,
    private readonly validation: ValidationPipe,
    private readonly context: Context,
  ) {}

  list(query: PoolQuery) {
    return this.pool.list(query);
  }

  get(id: number) {
    return this.pool.get(id);
  }

  async claim(ids: readonly number[]) {
    const { customerIds } = await this.validation.parse(ClaimMany, { customerIds: ids });
    if (customerIds.length === 1) {
      await this.claims.claim(customerIds[0]!);
      return {
        message: { 'zh-CN': '领取成功，客户已归您，可以查看电话了', en: 'Claimed: the customer is yours, and you see his phone' },
        link: `/admin/resources/customers/records/${customerIds[0]!}/show`,
        redirect: '/admin/resources/pool',
      };
    }
    const names = await namesOf(customerIds, async (id) => (await this.pool.get(id))['name']); // while they are in the pool
    const { claimed, outcomes } = await this.claims.claimMany(customerIds);
    const refused = outcomes.filter((o) => o.outcome !== 'claimed');
    const detail = reasonsOf(refused, names, this.context.language);
    if (!claimed) throw poolErrors['pool.none-claimed']({ reasons: detail.join(' ') });
    return {
      message: refused.length
        ? { 'zh-CN': `领取了 ${claimed} 个，未成功 ${refused.length} 个`, en: `Claimed ${claimed}, refused ${refused.length}` }
        : { 'zh-CN': `领取了 ${claimed} 个`, en: `Claimed ${claimed}` },
      ...(refused.length ? { detail: detail.join('\n') } : {}),
    };
  }
}

export const poolResource = adminResources.declare({
  id: 'pool',
  subject: 'Pool',
  label: { 'zh-CN': '公海', en: 'Public pool' },
  menu: 'customers',
  position: 20,
  icon: 'LifeBuoy',
  title: 'name',
  source: shaped(PoolAdmin, { list: PoolQuery }),
  defaultSort: '-droppedAt',
  searchable: ['name'],
  help: { 'zh-CN': '目前没有顾问、等待同事领取的客户。', en: 'Customers whom nobody owns, for colleagues to claim.' },
  empty: { 'zh-CN': '公海里目前没有客户', en: 'There is no customer in the pool' },
  invites: {
    to: 'claim',
    help: {
      'zh-CN': '您可以领取的客户；联系方式在领取后可见。',
      en: 'Customers you may claim; their contact data is shown once they are yours.',
    },
    empty: { 'zh-CN': '公海里目前没有您可以领取的客户', en: 'There is no customer in the pool that you may claim' },
  },
  properties: [
    { name: 'number', label: { 'zh-CN': '客户编号', en: 'Number' }, type: 'string', field: null },
    { name: 'name', label: { 'zh-CN': '姓名/名称', en: 'Name' }, type: 'string', field: null },
    {
      name: 'type',
      label: { 'zh-CN': '类型', en: 'Type' },
      type: 'choice',
      filter: 'type',
      choices: [
        { value: 'person', label: { 'zh-CN': '个人', en: 'Person' } },
        { value: 'company', label: { 'zh-CN': '企业', en: 'Company' } },
      ],
    },
    { name: 'phone', label: { 'zh-CN': '电话', en: 'Phone' }, type: 'string', field: null },
    { name: 'qq', label: { 'zh-CN': 'QQ', en: 'QQ' }, type: 'string', field: null, in: ['show'] },
    { name: 'email', label: { 'zh-CN': '邮箱', en: 'E-mail' }, type: 'string', field: null, in: ['show'] },
    { name: 'source', label: { 'zh-CN': '来源', en: 'Source' }, type: 'choice', dictionary: 'customer.source', filter: 'source' },
    { name: 'area', label: { 'zh-CN': '地区', en: 'Area' }, type: 'string', filter: 'area' },
    {
      name: 'notFollowedUpForDays',
      label: { 'zh-CN': '几天未跟进', en: 'Days without follow-up' },
      type: 'number',
      field: null,
      in: [],
      filter: 'notFollowedUpForDays',
    },
    { name: 'why', label: { 'zh-CN': '为什么在公海', en: 'Why in the pool' }, type: 'string', field: null },
    { name: 'reason', label: { 'zh-CN': '放回原因', en: 'Reason given' }, type: 'string', field: null, in: ['show'] },
    { name: 'attempts', label: { 'zh-CN': '曾被持有次数', en: 'Times owned' }, type: 'number', field: null },
    { name: 'droppedAt', label: { 'zh-CN': '进入公海', en: 'Since' }, type: 'instant', field: null, sort: 'droppedAt' },
    { name: 'createdAt', label: { 'zh-CN': '录入时间', en: 'Entered' }, type: 'instant', field: null, sort: 'createdAt', in: ['show'] },
  ],
  actions: [
    {
      name: 'claim',
      kind: 'record',
      label: { 'zh-CN': '领取', en: 'Claim' },
      permission: 'claim',
      icon: 'Check',
      method: 'claim',
      confirm: {
        'zh-CN': '领取后客户归您：可以看到电话、QQ 和邮箱，跟进和成单期限从今天算起，并计入今天的领取数。',
        en: 'The customer becomes yours: you see phone, QQ and e-mail, the deadlines begin today, and it counts among the claims of the day.',
      },
    },
    {
      name: 'claimMany',
      kind: 'bulk',
      label: { 'zh-CN': '批量领取', en: 'Claim these' },
      permission: 'claim',
      icon: 'CheckSquare',
      method: 'claim',
      confirm: { 'zh-CN': '领取所选客户？', en: 'Claim the ticked customers?' },
    },
  ],
});
