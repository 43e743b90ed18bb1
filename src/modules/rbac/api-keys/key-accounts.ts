import { Injectable } from '@nestjs/common';
import { newToken } from '../../../platform/auth/sign-in/opaque-token.js';
import { Context } from '../../../platform/context/context.js';
import { Faults } from '../../../platform/http/faults.js';
import { GrantAuthority } from '../permissions/grant-authority.js';
import { StaffQueries } from '../staff/staff-queries.repository.js';
import { StaffWriter } from '../staff/staff-writer.repository.js';

/** The rows of staff that keys act by: no person, no password, no place in any list of colleagues. */
@Injectable()
export class KeyAccounts {
  constructor(
    private readonly queries: StaffQueries,
    private readonly writer: StaffWriter,
    private readonly authority: GrantAuthority,
    private readonly faults: Faults,
    private readonly context: Context,
  ) {}

  /** In the maker's department unless said otherwise. @throws input.invalid (400) for what is not there, rights.beyond-own (403) */
  async make(name: string, roleIds: readonly number[], wanted?: number | null): Promise<number> {
    const departmentId = wanted === undefined ? this.context.actor.departmentId : wanted;
    await this.demandKnown(roleIds, departmentId);
    await this.authority.demandGiving(roleIds, { id: 0, departmentId });
    const id = await this.writer.insert({
      username: `key:${newToken().toLowerCase()}`,
      name: `${name} (API)`,
      email: null,
      phone: null,
      departmentId,
      positionId: null,
      active: true,
      language: null,
      passwordHash: null,
      machine: true,
    });
    await this.writer.giveRoles(id, [...new Set(roleIds)]);
    return id;
  }

  /** Its traces stay. */
  close(id: number): Promise<void> {
    return this.writer.retire(id);
  }

  private async demandKnown(roleIds: readonly number[], departmentId: number | null): Promise<void> {
    const roles = await this.queries.unknownRoles(roleIds);
    this.faults.demandNone([
      ...roles.map((id) => ({ path: `roleIds.${roleIds.indexOf(id)}`, code: 'reference.unknown' })),
      ...(departmentId !== null && !(await this.queries.departmentExists(departmentId))
        ? [{ path: 'departmentId', code: 'reference.unknown' }]
        : []),
    ]);
  }
}
