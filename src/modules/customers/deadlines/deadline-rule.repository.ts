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

  query() {
    return this.database.repository(DeadlineRule).createQueryBuilder('r');
  }

  find(id: number): Promise<DeadlineRule | null> {
    return this.database.repository(DeadlineRule).findOneBy({ id });
  }

  byTarget(target: string): Promise<DeadlineRule | null> {
    return this.database.repository(DeadlineRule).findOneBy({ target });
  }

  async insert(rule: Omit<DeadlineRule, 'id' | 'department'>): Promise<number> {
    return (await this.database.repository(DeadlineRule).insert(rule)).identifiers[0]!['id'] as number;
  }

  /** @returns whether the row was at that version. */
  async update(id: number, version: number, values: Partial<Omit<DeadlineRule, 'id' | 'department'>>): Promise<boolean> {
    return (await this.database.repository(DeadlineRule).update({ id, version }, { ...values, version: version + 1 })).affected === 1;
  }

  async delete(id: number): Promise<boolean> {
    return (await this.database.repository(DeadlineRule).delete({ id })).affected === 1;
  }
}
