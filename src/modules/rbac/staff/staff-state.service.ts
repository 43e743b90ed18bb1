import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { SessionRegister } from '../../../platform/auth/sessions/session-register.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { GrantAuthority } from '../permissions/grant-authority.js';
import type { HandoverChoice, Holding, Remainder } from './staff.port.js';
import { StaffPorts } from './staff-ports.js';
import { rbacErrors } from '../rbac.errors.js';
import { RightsLedger } from '../rights/rights-ledger.js';
import type { Staff } from './staff.entity.js';
import { StaffQueries } from './staff-queries.repository.js';
import { StaffWriter } from './staff-writer.repository.js';

/** Who comes back and who leaves, and what becomes of what he held. */
@Injectable()
export class StaffStateService {
  constructor(
    private readonly queries: StaffQueries,
    private readonly writer: StaffWriter,
    private readonly authority: GrantAuthority,
    private readonly ports: StaffPorts,
    private readonly sessions: SessionRegister,
    private readonly ledger: RightsLedger,
  ) {}

  /** What a colleague holds that somebody must take over when he leaves. @throws not-found (404) */
  async holdings(id: number): Promise<Holding[]> {
    if (!(await this.queries.get(id, 'deactivate'))) throw commonErrors['not-found']();
    return this.ports.held(id);
  }

  /**
   * Signs him out everywhere, within a second. @returns what the colleague named was not given. @throws not-found (404), rights.own, rights.senior (403),
   * staff.holds-things (409, `holdings`) without a choice, staff.last-administrator, stale (409), input.invalid (400) for an unknown colleague.
   */
  @Transactional()
  async deactivate(id: number, choice?: HandoverChoice): Promise<Remainder[]> {
    await this.ledger.open();
    const row = await this.changeable(id);
    if (!row.active) throw rbacErrors['staff.inactive']();
    if (choice?.to !== undefined) await this.demandReceiver(id, choice.to);
    // his row first: whoever gives him something holds it, and has ended by now or finds him inactive
    if (!(await this.writer.update(id, row.version, { active: false }))) throw commonErrors.stale();
    const { holdings: handedOver, rest } = await this.ports.handOver(id, choice);
    this.authority.demandAdministrator(await this.writer.activeAdministrators());
    await this.sessions.endAll('staff', id, 'account');
    await this.ledger.record({
      subject: 'Staff',
      subjectId: id,
      action: 'deactivate',
      before: { active: true },
      after: { active: false },
      detail: { handedOver, to: choice?.to ?? null, toPool: choice?.toPool ?? false, ...(rest.length ? { rest } : {}) },
    });
    return rest;
  }

  @Transactional()
  async activate(id: number): Promise<void> {
    await this.ledger.open();
    const row = await this.changeable(id);
    if (row.active) return;
    if (!(await this.writer.update(id, row.version, { active: true }))) throw commonErrors.stale();
    await this.ledger.record({ subject: 'Staff', subjectId: id, action: 'activate', before: { active: false }, after: { active: true } });
  }

  private async changeable(id: number): Promise<Staff> {
    const row = await this.queries.get(id, 'deactivate');
    if (!row) throw commonErrors['not-found']();
    this.authority.demandNotSelf(id);
    await this.authority.demandNotSenior(id);
    return row;
  }

  private async demandReceiver(id: number, to: number): Promise<void> {
    const receiver = to === id ? null : await this.queries.get(to);
    if (!receiver) throw commonErrors['not-found']();
    if (!receiver.active) throw rbacErrors['staff.inactive']();
  }
}
