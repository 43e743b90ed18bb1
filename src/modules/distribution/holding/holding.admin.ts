import { Injectable } from '@nestjs/common';
import type { AdminRow } from '../../../platform/admin/admin-source.js';
import { Context } from '../../../platform/context/context.js';
import { ValidationPipe } from '../../../platform/http/validation.pipe.js';
import { CustomerHandOver } from '../../customers/customer.port.js';
import { namesOf, reasonsOf } from '../refused-text.js';
import { AssignService } from './assign.service.js';
import { HoldingList } from './holding-list.service.js';
import { HoldingQuery } from './holding-list.dto.js';
import { holdingErrors } from './holding.errors.js';
import { HoldingService } from './holding.service.js';
import { TransferService } from './transfer.service.js';
import { Assign, Lock, Lose, Release, Transfer } from './holding.dto.js';

/** His name leads to his page. */
const linked = (row: AdminRow): AdminRow => ('customer' in row ? { ...row, customer: { id: row.id, title: row['customer'] } } : row);

@Injectable()
export class HoldingAdmin extends CustomerHandOver {
  constructor(
    private readonly holdings: HoldingList,
    private readonly verbs: HoldingService,
    private readonly bulk: AssignService,
    private readonly transfers: TransferService,
    private readonly validation: ValidationPipe,
    private readonly context: Context,
  ) {
    super();
  }

  /** Those whose time runs, soonest first, until somebody looks for others. */
  async list(query: HoldingQuery) {
    const { search, holding, deadline, dueWithinHours } = query;
    const asked = search || holding || deadline || dueWithinHours !== undefined;
    const { items, total } = await this.holdings.list(asked || !this.holdings.tellsDeadlines ? query : { ...query, deadline: 'running' });
    return { items: items.map(linked), total };
  }

  async get(id: number): Promise<AdminRow> {
    return linked(await this.holdings.get(id));
  }

  async assign(ids: readonly number[], inputs: Record<string, unknown>) {
    const { assigned, outcomes } = await this.bulk.assign(await this.validation.parse(Assign, { ...inputs, customerIds: ids }));
    const refused = outcomes.filter((o) => o.outcome !== 'assigned');
    if (!refused.length) return { message: { 'zh-CN': `已转交 ${assigned} 个`, en: `Handed over ${assigned}` } };
    const nameOf = async (id: number) => {
      const row = await this.holdings.get(id);
      return 'customer' in row ? row.customer : undefined;
    };
    const names = await namesOf(
      refused.map(({ customerId }) => customerId),
      nameOf,
    );
    const detail = reasonsOf(refused, names, this.context.language);
    if (!assigned) throw holdingErrors['customer.none-handed-over']({ reasons: detail.join(' ') });
    return {
      message: { 'zh-CN': `已转交 ${assigned} 个，未成功 ${refused.length} 个`, en: `Handed over ${assigned}, refused ${refused.length}` },
      detail: detail.join('\n'),
    };
  }

  async handOver(id: number, inputs: Record<string, unknown>) {
    await this.transfers.transfer(id, await this.validation.parse(Transfer, inputs));
    return { message: { 'zh-CN': '已转交', en: 'Handed over' } };
  }

  transfer([id]: readonly number[], inputs: Record<string, unknown>) {
    return this.handOver(id!, inputs);
  }

  async release([id]: readonly number[], inputs: Record<string, unknown>) {
    await this.verbs.release(id!, (await this.validation.parse(Release, inputs)).reason);
    return { message: { 'zh-CN': '已放回公海', en: 'Back in the public pool' }, redirect: '/admin/resources/holdings' };
  }

  async lock([id]: readonly number[], inputs: Record<string, unknown>) {
    const { until } = await this.validation.parse(Lock, { until: null, ...inputs });
    await this.verbs.lock(id!, until);
    return {
      message: until ? { 'zh-CN': `已锁定至 ${until}`, en: `Locked until ${until}` } : { 'zh-CN': '已解除锁定', en: 'The lock is off' },
    };
  }

  async lose([id]: readonly number[], inputs: Record<string, unknown>) {
    await this.verbs.lose(id!, (await this.validation.parse(Lose, inputs)).reason);
    return { message: { 'zh-CN': '已标记为流失', en: 'Closed as lost' } };
  }

  async reopen([id]: readonly number[]) {
    await this.verbs.reopen(id!);
    return { message: { 'zh-CN': '已重新打开', en: 'Open again' } };
  }
}
