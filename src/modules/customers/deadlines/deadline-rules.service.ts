import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock } from '../../../platform/context/clock.js';
import { searched } from '../../../platform/database/search.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { changesNothing } from '../../../platform/http/given.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { targetOf } from './deadline-rule-choice.js';
import {
  type DeadlineRuleChange,
  type DeadlineRuleCreate,
  type DeadlineRuleView,
  deadlineRuleView,
  type RuleList,
} from './deadline-rule.dto.js';
import type { DeadlineRule } from './deadline-rule.entity.js';
import { ruleErrors } from './deadline-rule.errors.js';
import { DeadlineRuleRepository } from './deadline-rule.repository.js';
import { DeadlineRefresh } from './deadline-refresh.service.js';
import { RuleReferences } from './deadline-rule-references.js';

export const BASE_TARGET = targetOf({ source: null, departmentId: null });
export const RULE_DEFAULTS = {
  source: null,
  departmentId: null,
  followUpDays: null,
  dealDays: null,
  dayKind: 'calendar',
  warnHours: [24],
  barDays: null,
  active: true,
} as const;

/** The deadline rules that operations edit (REQ-E6); a change reaches customers already held by a job. */
@Injectable()
export class DeadlineRules {
  constructor(
    private readonly rules: DeadlineRuleRepository,
    private readonly references: RuleReferences,
    private readonly refresh: DeadlineRefresh,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(list: RuleList): Promise<Page<DeadlineRuleView>> {
    const query = this.rules.query();
    if (list.departmentId !== undefined) query.andWhere('r.departmentId = :department', { department: list.departmentId });
    searched(query, list.search, 'r.name');
    const page = await pageOf(query, list, { name: 'name', createdAt: 'createdAt' }, 'createdAt');
    return { ...page, items: page.items.map(deadlineRuleView) };
  }

  async get(id: number): Promise<DeadlineRuleView> {
    return deadlineRuleView(await this.find(id));
  }

  /** @throws rule.exists (409), rule.department-unknown, rule.source-unknown (400). */
  @Transactional()
  async create(input: DeadlineRuleCreate): Promise<DeadlineRuleView> {
    const now = this.clock.now();
    const values = { ...RULE_DEFAULTS, ...input, warnHours: sorted(input.warnHours ?? RULE_DEFAULTS.warnHours) };
    await this.references.check(values);
    await this.refuseTwo(targetOf(values), null);
    const id = await this.rules.insert({ ...values, target: targetOf(values), createdAt: now, updatedAt: now, version: 1 });
    await this.audit.record({ subject: 'Rule', subjectId: id, action: 'create', after: values });
    await this.refresh.later();
    return this.get(id);
  }

  /** @throws not-found (404), stale, rule.exists (409). */
  @Transactional()
  async update(id: number, { version, ...change }: DeadlineRuleChange): Promise<DeadlineRuleView> {
    const before = await this.find(id);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    const given = { ...change, ...(change.warnHours ? { warnHours: sorted(change.warnHours) } : {}) };
    if (changesNothing(before, given)) return deadlineRuleView(before);
    const after = { ...before, ...given };
    await this.references.check(after);
    if (targetOf(after) !== before.target) await this.refuseTwo(targetOf(after), id);
    if (!(await this.rules.update(id, before.version, { ...given, target: targetOf(after), updatedAt: this.clock.now() })))
      throw commonErrors.stale();
    await this.audit.record({ subject: 'Rule', subjectId: id, action: 'update', before: pick(before, given), after: given });
    await this.refresh.later();
    return this.get(id);
  }

  /** @throws not-found (404), rule.base (409). */
  @Transactional()
  async remove(id: number): Promise<void> {
    const before = await this.find(id);
    if (before.target === BASE_TARGET) throw ruleErrors['rule.base']();
    await this.rules.delete(id);
    await this.audit.record({ subject: 'Rule', subjectId: id, action: 'delete', before: deadlineRuleView(before) });
    await this.refresh.later();
  }

  private async find(id: number): Promise<DeadlineRule> {
    const rule = await this.rules.find(id);
    if (!rule) throw commonErrors['not-found']();
    return rule;
  }

  private async refuseTwo(target: string, self: number | null): Promise<void> {
    const other = await this.rules.byTarget(target);
    if (other && other.id !== self) throw ruleErrors['rule.exists']({ name: other.name });
  }
}

const sorted = (hours: readonly number[]): number[] => [...new Set(hours)].sort((a, b) => b - a);
const pick = (row: object, like: object) =>
  Object.fromEntries(Object.keys(like).map((key) => [key, (row as Record<string, unknown>)[key]]));
