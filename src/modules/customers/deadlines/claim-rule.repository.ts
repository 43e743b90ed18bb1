import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { ClaimRule } from './deadline-rule.entity.js';

export interface ClaimTerms {
  readonly id: number;
  readonly name: string;
  readonly departmentId: number | null;
  readonly claimsPerDay: number | null;
  readonly secondsBetween: number | null;
  readonly maxOpen: number | null;
}

@Injectable()
export class ClaimRuleRepository {
  constructor(private readonly database: Database) {}

  async active(): Promise<ClaimTerms[]> {
    return this.database.repository(ClaimRule).find({
      where: { active: true },
      select: { id: true, name: true, departmentId: true, claimsPerDay: true, secondsBetween: true, maxOpen: true },
      order: { id: 'ASC' },
    });
  }

  query() {
    return this.database.repository(ClaimRule).createQueryBuilder('r');
  }

  find(id: number): Promise<ClaimRule | null> {
    return this.database.repository(ClaimRule).findOneBy({ id });
  }

  byTarget(target: string): Promise<ClaimRule | null> {
    return this.database.repository(ClaimRule).findOneBy({ target });
  }

  async insert(rule: Omit<ClaimRule, 'id' | 'department'>): Promise<number> {
    return (await this.database.repository(ClaimRule).insert(rule)).identifiers[0]!['id'] as number;
  }

  /** @returns whether the row was at that version. */
  async update(id: number, version: number, values: Partial<Omit<ClaimRule, 'id' | 'department'>>): Promise<boolean> {
    return (await this.database.repository(ClaimRule).update({ id, version }, { ...values, version: version + 1 })).affected === 1;
  }

  async delete(id: number): Promise<boolean> {
    return (await this.database.repository(ClaimRule).delete({ id })).affected === 1;
  }
}
