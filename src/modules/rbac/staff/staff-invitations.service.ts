import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { AccountLinks, type IssuedLink } from '../../../platform/auth/accounts/account-links.service.js';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { GrantAuthority } from '../permissions/grant-authority.js';
import { rbacErrors } from '../rbac.errors.js';
import type { Staff } from './staff.entity.js';
import { StaffQueries } from './staff-queries.repository.js';
import { StaffWriter } from './staff-writer.repository.js';

/** How a colleague gets into his account: by invitation the first time (REQ-A5), by a reset when he has lost his password. */
@Injectable()
export class StaffInvitations {
  constructor(
    private readonly queries: StaffQueries,
    private readonly writer: StaffWriter,
    private readonly authority: GrantAuthority,
    private readonly links: AccountLinks,
    private readonly context: Context,
  ) {}

  /** The link is shown too: who has set no password yet has nothing that it could open. @throws staff.has-password (409) */
  @Transactional()
  async invite(id: number): Promise<IssuedLink> {
    const row = await this.reachable(id);
    if (await this.writer.hasPassword(id)) throw rbacErrors['staff.has-password']();
    return this.links.issue('invitation', 'staff', row, this.context.actor.id);
  }

  /** Goes to the address on file and is shown to nobody. @returns whether there is a mail server to send it. @throws staff.no-email (409) */
  @Transactional()
  async sendReset(id: number): Promise<boolean> {
    const row = await this.reachable(id);
    if (!row.email) throw rbacErrors['staff.no-email']();
    return (await this.links.issue('reset', 'staff', row, this.context.actor.id)).sent;
  }

  private async reachable(id: number): Promise<Staff> {
    const row = await this.queries.get(id, 'invite');
    if (!row) throw commonErrors['not-found']();
    if (!row.active) throw rbacErrors['staff.inactive']();
    await this.authority.demandNotSenior(id);
    return row;
  }
}
