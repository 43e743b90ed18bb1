import { Injectable } from '@nestjs/common';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { StaffDirectory } from '../../rbac/staff/staff-directory.service.js';
import { sources } from '../customers.dictionaries.js';
import { ruleErrors } from './deadline-rule.errors.js';

interface Rule {
  readonly id?: number;
  readonly source?: string | null | undefined;
  readonly departmentId?: number | null | undefined;
}

/** What a rule names must be there, and one rule stands for one target. */
@Injectable()
export class RuleReferences {
  constructor(
    private readonly directory: StaffDirectory,
    private readonly dictionaries: Dictionaries,
  ) {}

  /** `standing`: the rule there is for its target. @throws rule.department-unknown, rule.source-unknown (400), rule.exists (409). */
  async check({ id, source, departmentId }: Rule, standing: { id: number; name: string } | null): Promise<void> {
    if (departmentId && !(await this.directory.department(departmentId))) throw ruleErrors['rule.department-unknown']();
    if (source != null && !(await this.dictionaries.has(sources.code, source))) throw ruleErrors['rule.source-unknown']();
    if (standing && standing.id !== id) throw ruleErrors['rule.exists']({ name: standing.name });
  }
}
