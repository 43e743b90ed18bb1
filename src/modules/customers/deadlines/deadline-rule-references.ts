import { Injectable } from '@nestjs/common';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { StaffDirectory } from '../../rbac/staff-directory.service.js';
import { sources } from '../customers.dictionaries.js';
import { ruleErrors } from './deadline-rule.errors.js';

/** What a rule names must be there. */
@Injectable()
export class RuleReferences {
  constructor(
    private readonly directory: StaffDirectory,
    private readonly dictionaries: Dictionaries,
  ) {}

  /** @throws rule.department-unknown, rule.source-unknown (400). */
  async check(rule: { source?: string | null; departmentId: number | null }): Promise<void> {
    if (rule.departmentId !== null && !(await this.directory.department(rule.departmentId))) throw ruleErrors['rule.department-unknown']();
    if (rule.source != null && !(await this.dictionaries.has(sources.code, rule.source))) throw ruleErrors['rule.source-unknown']();
  }
}
