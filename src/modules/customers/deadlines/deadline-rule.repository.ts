import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { DeadlineRule } from './deadline-rule.entity.js';
import type { DeadlineRuleTerms } from './deadline-rule-choice.js';

@Injectable()
export class DeadlineRuleRepository {
  constructor(private readonly database: Database) {}

  async active(): Promise<DeadlineRuleTerms[]> {
    return this.database.repository(DeadlineRule).find({ where: { active: true }, order: { id: 'ASC' } });
  }

  find(id: number): Promise<DeadlineRule | null> {
    return this.database.repository(DeadlineRule).findOneBy({ id });
  }

  byTarget(target: string): Promise<DeadlineRule | null> {
    return this.database.repository(DeadlineRule).findOneBy({ target });
  }
}
