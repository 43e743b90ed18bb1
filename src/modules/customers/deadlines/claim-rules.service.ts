import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock } from '../../../platform/context/clock.js';
import { searched } from '../../../platform/database/search.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { changesNothing } from '../../../platform/http/given.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { ClaimRuleRepository } from './claim-rule.repository.js';
import type { RuleList } from './deadline-rule.dto.js';
import type { ClaimRule } from './deadline-rule.entity.js';
import { ruleErrors } from './deadline-rule.errors.js';
import { RuleReferences } from './deadline-rule-references.js';
import { HolderCaps } from '../ownership/holder-caps.service.js';
import { type ClaimRuleChange, type ClaimRuleCreate, type ClaimRuleView, claimRuleView } from './claim-rule.dto.js';

const DEFAULTS = { departmentId: null, claimsPerDay: null, secondsBetween: null, maxOpen: null, active: true } as const;
const targetOf = (rule: { departmentId: number | null }): string => String(rule.departmentId ?? '*');

/** Limits on claiming and holding; of those that match a person the strictest counts. */
@Injectable()
export class ClaimRules {
  constructor(
    private readonly rules: ClaimRuleRepository,
    private readonly references: RuleReferences,
    private readonly caps: HolderCaps,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(list: RuleList): Promise<Page<ClaimRuleView>> {
    const query = this.rules.query();
    if (list.departmentId !== undefined) query.andWhere('r.departmentId = :department', { department: list.departmentId });
    searched(query, list.search, 'r.name');
    const page = await pageOf(query, list, { name: 'name', createdAt: 'createdAt' }, 'createdAt');
    return { ...page, items: page.items.map(claimRuleView) };
  }

  async get(id: number): Promise<ClaimRuleView> {
    return claimRuleView(await this.find(id));
  }

  /** @throws rule.exists (409), rule.department-unknown (400). */
  @Transactional()
  async create(input: ClaimRuleCreate): Promise<ClaimRuleView> {
    const now = this.clock.now();
    const values = { ...DEFAULTS, ...input };
    await this.references.check(values);
    await this.refuseTwo(targetOf(values), null);
    const id = await this.rules.insert({ ...values, target: targetOf(values), createdAt: now, updatedAt: now, version: 1 });
    await this.audit.record({ subject: 'Rule', subjectId: `claim-${id}`, action: 'create', after: values });
    this.caps.changed();
    return this.get(id);
  }

  /** @throws not-found (404), stale, rule.exists (409). */
  @Transactional()
  async update(id: number, { version, ...change }: ClaimRuleChange): Promise<ClaimRuleView> {
    const before = await this.find(id);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (changesNothing(before, change)) return claimRuleView(before);
    const after = { ...before, ...change };
    await this.references.check(after);
    if (targetOf(after) !== before.target) await this.refuseTwo(targetOf(after), id);
    if (!(await this.rules.update(id, before.version, { ...change, target: targetOf(after), updatedAt: this.clock.now() })))
      throw commonErrors.stale();
    await this.audit.record({
      subject: 'Rule',
      subjectId: `claim-${id}`,
      action: 'update',
      before: claimRuleView(before),
      after: { ...claimRuleView(before), ...change },
    });
    this.caps.changed();
    return this.get(id);
  }

  /** @throws not-found (404). */
  @Transactional()
  async remove(id: number): Promise<void> {
    const before = await this.find(id);
    await this.rules.delete(id);
    await this.audit.record({ subject: 'Rule', subjectId: `claim-${id}`, action: 'delete', before: claimRuleView(before) });
    this.caps.changed();
  }

  private async find(id: number): Promise<ClaimRule> {
    const rule = await this.rules.find(id);
    if (!rule) throw commonErrors['not-found']();
    return rule;
  }

  private async refuseTwo(target: string, self: number | null): Promise<void> {
    const other = await this.rules.byTarget(target);
    if (other && other.id !== self) throw ruleErrors['rule.exists']({ name: other.name });
  }
}
