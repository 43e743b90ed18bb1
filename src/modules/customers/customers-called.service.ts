import { Injectable } from '@nestjs/common';
import { subject } from '@casl/ability';
import { Database, marks } from '../../platform/database/database.js';
import { NAMED, type NameList, nameList } from '../../platform/notifications/name-list.js';
import type { AppAbility } from '../../platform/permissions/ability.js';
import { StaffDirectory } from '../rbac/staff/staff-directory.service.js';
import { customerNumber } from './customer.entity.js';
import { type RuleRow, ruleColumnsSql } from './rule-row.port.js';

export interface Called {
  readonly id: number;
  readonly name: string;
}

/**
 * What messages call customers, whoever writes them: names go to receivers who see them, others read numbers (REQ-B13). Whose rules name fields is judged customer by
 * customer, as each is now; whose rules name none sees the names of whomever he is told about. What has been sent stays as it was told.
 */
@Injectable()
export class CustomersCalled {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
  ) {}

  async one(receiverId: number, customer: Called): Promise<string> {
    return (await this.all(receiverId, [customer]))[0]!;
  }

  /** `of`: how many there are where these are not all of them. */
  async list(receiverId: number, customers: readonly Called[], of = customers.length): Promise<NameList> {
    return nameList(await this.all(receiverId, customers.slice(0, NAMED)), of);
  }

  private async all(receiverId: number, customers: readonly Called[]): Promise<string[]> {
    const ability = await this.staff.abilityOf(receiverId);
    const rules = ability?.possibleRulesFor('read', 'Customer') ?? [];
    if (rules.length && !rules.some((rule) => rule.fields?.length)) return customers.map(({ name }) => name);
    const rows = ability ? await this.rows(customers.map(({ id }) => id)) : new Map<number, RuleRow>();
    return customers.map(({ id, name }) => (seesName(ability, rows.get(id)) ? name : customerNumber(id)));
  }

  private async rows(ids: readonly number[]): Promise<Map<number, RuleRow>> {
    const sql = `SELECT c.id, ${ruleColumnsSql()} FROM customer c WHERE c.id IN (${marks(ids)})`;
    const rows = ids.length ? await this.database.rows<RuleRow & { id: number }>(sql, ids) : [];
    return new Map(rows.map((row) => [row.id, row]));
  }
}

const seesName = (ability: AppAbility | null, row: RuleRow | undefined): boolean =>
  !!ability && !!row && ability.can('read', subject('Customer', { ...row }) as never, 'name');
