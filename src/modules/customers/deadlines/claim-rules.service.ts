import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { given } from '../../../platform/http/given.js';
import type { Page } from '../../../platform/http/list-query.js';
import type { RecordKind } from '../../../platform/records/record-kind.js';
import { Records } from '../../../platform/records/records.js';
import { HolderCaps } from '../ownership/holder-caps.service.js';
import { CLAIM_RULE_FIELDS, type ClaimRuleChange, type ClaimRuleCreate, type ClaimRuleView, claimRuleView } from './claim-rule.dto.js';
import { ClaimRuleRepository } from './claim-rule.repository.js';
import type { RuleList } from './deadline-rule.dto.js';
import { ClaimRule } from './deadline-rule.entity.js';
import { RuleReferences } from './deadline-rule-references.js';

const CLAIM_RULES: RecordKind<ClaimRule> = {
  entity: ClaimRule,
  subject: 'Rule',
  logged: 'claim',
  fields: CLAIM_RULE_FIELDS,
  initial: { departmentId: null, claimsPerDay: null, secondsBetween: null, maxOpen: null, active: true },
  names: ['name'],
  sorts: { createdAt: 'createdAt', name: 'name' },
};
const targetOf = (rule: { departmentId?: number | null | undefined }): string => String(rule.departmentId ?? '*');

/** Limits on claiming and holding; of those that match a person the strictest counts. */
@Injectable()
export class ClaimRules {
  constructor(
    private readonly records: Records,
    private readonly rules: ClaimRuleRepository,
    private readonly references: RuleReferences,
    private readonly caps: HolderCaps,
  ) {}

  list(query: RuleList): Promise<Page<ClaimRuleView>> {
    return this.records.page(CLAIM_RULES, query, claimRuleView);
  }

  /** @throws not-found (404). */
  get(id: number): Promise<ClaimRuleView> {
    return this.records.show(CLAIM_RULES, id, claimRuleView);
  }

  /** @throws input.invalid (400), rule.exists (409). */
  @Transactional()
  async create(rule: ClaimRuleCreate): Promise<ClaimRuleView> {
    const target = targetOf(rule);
    await this.references.demand(rule, await this.rules.byTarget(target));
    const id = await this.records.add(CLAIM_RULES, rule, { target });
    this.caps.changed();
    return this.get(id);
  }

  /** @throws not-found (404), input.invalid (400), stale, rule.exists (409). */
  @Transactional()
  async update(id: number, change: ClaimRuleChange): Promise<ClaimRuleView> {
    const before = await this.records.find(CLAIM_RULES, id, 'update');
    const after = { ...before, ...given(change) };
    const target = targetOf(after);
    await this.references.demand(after, await this.rules.byTarget(target), before);
    if (await this.records.change(CLAIM_RULES, id, change, { target })) this.caps.changed();
    return this.get(id);
  }

  /** @throws not-found (404). */
  @Transactional()
  async remove(id: number): Promise<void> {
    await this.records.remove(CLAIM_RULES, id);
    this.caps.changed();
  }
}
