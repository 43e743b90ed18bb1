import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { given } from '../../../platform/http/given.js';
import type { Page } from '../../../platform/http/list-query.js';
import type { RecordKind } from '../../../platform/records/record-kind.js';
import { Records } from '../../../platform/records/records.js';
import { DeadlineRefresh } from './deadline-refresh.service.js';
import { targetOf } from './deadline-rule-choice.js';
import {
  DEADLINE_RULE_FIELDS,
  type DeadlineRuleChange,
  type DeadlineRuleCreate,
  type DeadlineRuleView,
  deadlineRuleView,
  type RuleList,
} from './deadline-rule.dto.js';
import { DeadlineRule } from './deadline-rule.entity.js';
import { ruleErrors } from './deadline-rule.errors.js';
import { DeadlineRuleRepository } from './deadline-rule.repository.js';
import { RuleReferences } from './deadline-rule-references.js';

const BASE_TARGET = targetOf({ source: null, departmentId: null });
export const RULE_DEFAULTS = {
  source: null,
  departmentId: null,
  followUpDays: null,
  dealDays: null,
  dayKind: 'calendar' as const,
  warnHours: [24],
  barDays: null,
  active: true,
};
const DEADLINE_RULES: RecordKind<DeadlineRule> = {
  entity: DeadlineRule,
  subject: 'Rule',
  fields: DEADLINE_RULE_FIELDS,
  initial: RULE_DEFAULTS,
  names: ['name'],
  sorts: { createdAt: 'createdAt', name: 'name' },
};

/** The deadline rules that operations edit (REQ-E6); a change reaches customers already held by a job. */
@Injectable()
export class DeadlineRules {
  constructor(
    private readonly records: Records,
    private readonly rules: DeadlineRuleRepository,
    private readonly references: RuleReferences,
    private readonly refresh: DeadlineRefresh,
  ) {}

  list(query: RuleList): Promise<Page<DeadlineRuleView>> {
    return this.records.page(DEADLINE_RULES, query, deadlineRuleView);
  }

  /** @throws not-found (404). */
  get(id: number): Promise<DeadlineRuleView> {
    return this.records.show(DEADLINE_RULES, id, deadlineRuleView);
  }

  /** @throws input.invalid (400), rule.exists (409). */
  @Transactional()
  async create(rule: DeadlineRuleCreate): Promise<DeadlineRuleView> {
    const target = targetOf(rule);
    await this.references.demand(rule, await this.rules.byTarget(target));
    const id = await this.records.add(DEADLINE_RULES, rule, { target });
    await this.refresh.later();
    return this.get(id);
  }

  /** @throws not-found (404), input.invalid (400), stale, rule.exists (409). */
  @Transactional()
  async update(id: number, change: DeadlineRuleChange): Promise<DeadlineRuleView> {
    const before = await this.records.find(DEADLINE_RULES, id, 'update');
    const after = { ...before, ...given(change) };
    const target = targetOf(after);
    await this.references.demand(after, await this.rules.byTarget(target), before);
    if (await this.records.change(DEADLINE_RULES, id, change, { target })) await this.refresh.later();
    return this.get(id);
  }

  /** @throws not-found (404), rule.base (409). */
  @Transactional()
  async remove(id: number): Promise<void> {
    if ((await this.records.find(DEADLINE_RULES, id)).target === BASE_TARGET) throw ruleErrors['rule.base']();
    await this.records.remove(DEADLINE_RULES, id);
    await this.refresh.later();
  }
}
