import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { iso } from '../../../platform/context/clock.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { StaffDirectory } from '../../rbac/staff/staff-directory.service.js';
import { deadlineNow } from './deadline-refresh.service.js';
import { DeadlineRefreshRepository, type RuleTarget } from './deadline-refresh.repository.js';
import type { DeadlineRuleTerms } from './deadline-rule-choice.js';
import type { DeadlineRulePreview } from './deadline-rule.dto.js';
import { CustomerReach } from '../customer-reach.service.js';
import { RuleReferences } from './deadline-rule-references.js';
import { Deadlines } from './deadlines.service.js';
import { RULE_DEFAULTS } from './deadline-rules.service.js';

export interface RulePreview {
  /** Customers whose deadline would move. */
  moved: number;
  /** Of them, those who would fall due by the end of the next business day and would not have without the change. */
  fallDue: number;
  /** From this instant on they would be reclaimed. */
  reclaimAt: string;
  /** Nobody for those who may not see whose customers are, or until when. */
  owners: { staffId: number; name: string | null; fallDue: number }[];
}

const BATCH = 5000;

/** What saving a changed rule would do, before it is saved. Nothing is written. */
@Injectable()
export class DeadlinePreview {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly customers: DeadlineRefreshRepository,
    private readonly directory: StaffDirectory,
    private readonly references: RuleReferences,
    private readonly reach: CustomerReach,
    private readonly time: BusinessTime,
  ) {}

  /** @throws input.invalid (400) for a source or department that is not there, not-found (404) for an `id` no active or inactive rule has. */
  async preview({ id, ...change }: DeadlineRulePreview): Promise<RulePreview> {
    const { rules, targets } = await this.changed(await this.deadlines.activeRules(), id ?? null, change);
    const snapshot = await this.deadlines.snapshot(rules);
    const grace = await this.deadlines.graceDay();
    const edge = this.time.startOf(this.time.addDays(grace, 1));
    let moved = 0;
    const owners = new Map<number, number>();
    for (let after = 0; ;) {
      const rows = await this.customers.open(targets, after, BATCH);
      const exemptions = await this.deadlines.exemptions(rows);
      for (const row of rows) {
        const { reclaimAt } = deadlineNow(snapshot, row, exemptions.get(row.id) ?? null, grace);
        if (reclaimAt === row.reclaimAt) continue;
        moved++;
        const falls = reclaimAt !== null && reclaimAt <= edge && (row.reclaimAt === null || row.reclaimAt > edge);
        if (falls) owners.set(row.ownerId!, (owners.get(row.ownerId!) ?? 0) + 1);
      }
      if (rows.length < BATCH) break;
      after = rows.at(-1)!.id;
    }
    const names = await this.directory.many([...owners.keys()]);
    const told = ['ownerId', 'reclaimAt'].every((field) => this.reach.seeing(field) !== false);
    const list = [...owners]
      .map(([staffId, fallDue]) => ({ staffId, name: names.get(staffId)?.name ?? null, fallDue }))
      .sort((a, b) => b.fallDue - a.fallDue || a.staffId - b.staffId);
    return { moved, fallDue: list.reduce((sum, o) => sum + o.fallDue, 0), reclaimAt: iso(edge), owners: told ? list : [] };
  }

  /** The active rules as they would be, and whom the changed one was or would be about. */
  private async changed(
    present: readonly DeadlineRuleTerms[],
    id: number | null,
    change: Omit<DeadlineRulePreview, 'id'>,
  ): Promise<{ rules: DeadlineRuleTerms[]; targets: RuleTarget[] }> {
    const before = id === null ? null : await this.deadlines.rule(id);
    if (id !== null && !before) throw commonErrors['not-found']();
    const { active, ...rule } = { ...RULE_DEFAULTS, name: '', ...before, ...change };
    await this.references.demand(rule, null, before ?? undefined);
    const others = present.filter((r) => r.id !== id && !(r.source === rule.source && r.departmentId === rule.departmentId));
    const rules = active ? [...others, { ...rule, id: id ?? 0, version: (before?.version ?? 0) + 1 }] : others;
    return { rules, targets: before ? [before, rule] : [rule] };
  }
}
