import { Injectable } from '@nestjs/common';
import { Faults, type Found } from '../../../platform/http/faults.js';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { StaffDirectory } from '../../rbac/staff/staff-directory.service.js';
import { sources } from '../customers.dictionaries.js';
import { ruleErrors } from './deadline-rule.errors.js';

export interface ReferringRule {
  readonly id?: number | undefined;
  readonly source?: string | null | undefined;
  readonly departmentId?: number | null | undefined;
}

/** What a rule names must be there, and one rule stands for one target. */
@Injectable()
export class RuleReferences {
  constructor(
    private readonly directory: StaffDirectory,
    private readonly dictionaries: Dictionaries,
    private readonly faults: Faults,
  ) {}

  /**
   * `standing`: the rule there is for its target. A source that was retired since may stay in the rule that was made for it: `before`.
   * @throws input.invalid (400), rule.exists (409).
   */
  async demand(rule: ReferringRule, standing: { id: number; name: string } | null, before: ReferringRule = {}): Promise<void> {
    const { source = null } = rule;
    this.faults.demandNone(await this.unknown(source === before.source ? { ...rule, source: null } : rule));
    if (standing && standing.id !== rule.id) throw ruleErrors['rule.exists']({ name: standing.name });
  }

  async unknown({ source, departmentId }: ReferringRule): Promise<Found[]> {
    const found: Found[] = [];
    if (source != null && !(await this.dictionaries.has(sources.code, source))) found.push({ path: 'source', code: 'dictionary.unknown' });
    if (departmentId && !(await this.directory.department(departmentId))) found.push({ path: 'departmentId', code: 'reference.unknown' });
    return found;
  }
}
