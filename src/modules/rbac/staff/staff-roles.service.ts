import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { GrantAuthority } from '../permissions/grant-authority.js';
import { RightsLedger } from '../rights/rights-ledger.js';
import { StaffChecks } from './staff-checks.js';
import { StaffQueries } from './staff-queries.repository.js';
import { StaffWriter } from './staff-writer.repository.js';

/** Which roles somebody has (REQ-B6, B9). */
@Injectable()
export class StaffRolesService {
  constructor(
    private readonly queries: StaffQueries,
    private readonly writer: StaffWriter,
    private readonly checks: StaffChecks,
    private readonly authority: GrantAuthority,
    private readonly ledger: RightsLedger,
  ) {}

  /**
   * Replaces his roles. @throws not-found (404), rights.own, rights.senior, rights.beyond-own (403), stale, staff.last-administrator (409),
   * input.invalid (400) for an unknown role.
   */
  @Transactional()
  async replace(staffId: number, { roleIds, version }: { roleIds: readonly number[]; version?: number | undefined }): Promise<void> {
    await this.ledger.open();
    const person = await this.queries.get(staffId, 'assign-roles');
    if (!person) throw commonErrors['not-found']();
    if (version !== undefined && version !== person.version) throw commonErrors.stale();
    this.authority.demandNotSelf(staffId);
    await this.checks.demandKnown('assign-roles', undefined, { roleIds });
    await this.authority.demandNotSenior(staffId);
    const before = (await this.queries.rolesOf([staffId])).map((r) => r.id);
    const added = [...new Set(roleIds)].filter((id) => !before.includes(id));
    const removed = before.filter((id) => !roleIds.includes(id));
    await this.authority.demandGiving(added, person);
    await this.authority.demandTaking(removed, person);
    if (!added.length && !removed.length) return;
    if (!(await this.writer.update(staffId, person.version, {}))) throw commonErrors.stale();
    await this.writer.takeRoles(staffId, removed);
    await this.writer.giveRoles(staffId, added);
    this.authority.demandAdministrator(await this.writer.activeAdministrators());
    await this.ledger.record({
      subject: 'Staff',
      subjectId: staffId,
      action: 'assign-roles',
      before: { roleIds: before },
      after: { roleIds: [...roleIds].sort((a, b) => a - b) },
    });
  }
}
