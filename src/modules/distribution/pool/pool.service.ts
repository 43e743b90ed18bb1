import { Injectable } from '@nestjs/common';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import type { Text } from '../../../platform/context/language.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { Page } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { customerNumber } from '../../customers/customer.entity.js';
import { ContactMasks } from '../../customers/contact-masks.service.js';
import type { PoolQuery } from './pool.dto.js';
import { POOL_FIELDS } from './pool.permissions.js';
import { PoolRepository, type PoolRow } from './pool.repository.js';

/** Why a customer is in the pool. */
const REASONS: Readonly<Record<string, Text>> = {
  'follow-up-overdue': { 'zh-CN': '未按时跟进', en: 'Not followed up in time' },
  'deal-overdue': { 'zh-CN': '未按时成单', en: 'Not closed in time' },
  released: { 'zh-CN': '顾问放回', en: 'Released by the owner' },
  'handed-over': { 'zh-CN': '顾问离职', en: 'The owner left' },
  undone: { 'zh-CN': '导入已撤销', en: 'The import was undone' },
};
const NEVER_OWNED: Text = { 'zh-CN': '无人可分配', en: 'Nobody could take the customer' };

/** The public pool (公海): what the caller may claim, contact data masked until it is his (REQ-E10). */
@Injectable()
export class PoolService {
  constructor(
    private readonly pool: PoolRepository,
    private readonly masks: ContactMasks,
    private readonly scope: Scope,
    private readonly context: Context,
  ) {}

  async list(query: PoolQuery): Promise<Page<Record<string, unknown> & { id: number }>> {
    const page = await this.pool.page(query);
    return { ...page, items: await this.views(page.items) };
  }

  /** @throws not-found (404). */
  async get(customerId: number): Promise<Record<string, unknown> & { id: number }> {
    const row = await this.pool.one(customerId);
    if (!row) throw commonErrors['not-found']();
    return (await this.views([row]))[0]!;
  }

  private async views(rows: readonly PoolRow[]) {
    const ids = rows.map((r) => r.id);
    const [pasts, courses] = [await this.pool.pasts(ids), await this.pool.courses(ids)];
    return rows.map((row) => {
      const past = pasts.get(row.id);
      const why = past?.outcome ? (REASONS[past.outcome] ?? NEVER_OWNED) : NEVER_OWNED;
      const view = {
        id: row.id,
        number: customerNumber(row.id),
        type: row.type,
        name: row.name,
        ...this.contact(row),
        area: row.area,
        source: row.source,
        level: row.level,
        courses: courses.get(row.id) ?? [],
        droppedAt: iso(Number(row.holdingSince)),
        outcome: past?.outcome ?? null,
        why: why[this.context.language],
        reason: past?.reason ?? null,
        attempts: past?.attempts ?? 0,
        createdAt: iso(Number(row.createdAt)),
      };
      return { ...view, ...this.hidden(row) };
    });
  }

  /** What the caller's rules about the pool do not let him see of this customer. */
  private hidden(row: PoolRow): Partial<Record<keyof PoolRow, undefined>> {
    if (!this.scope.limitsFields('read', 'Pool')) return {};
    const seen = new Set(this.scope.fields('read', 'Pool', POOL_FIELDS, row));
    return Object.fromEntries(POOL_FIELDS.filter((field) => !seen.has(field)).map((field) => [field, undefined]));
  }

  private contact(row: PoolRow) {
    const { phone, qq, wechat, email } = row;
    if (this.scope.can('reveal', 'Pool', row)) return { phone, qq, wechat, email };
    return this.masks.masked({ phone, qq, wechat, email });
  }
}
