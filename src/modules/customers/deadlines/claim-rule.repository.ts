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

  byTarget(target: string): Promise<ClaimRule | null> {
    return this.database.repository(ClaimRule).findOneBy({ target });
  }
}
