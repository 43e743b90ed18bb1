import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { SecondStepChanges } from '../../../platform/auth/second-step/second-step-changes.js';
import { SessionRegister } from '../../../platform/auth/sessions/session-register.js';
import { sessionView } from '../../../platform/auth/sessions/session-view.js';
import { Audit } from '../../../platform/audit/audit.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { GrantAuthority } from '../permissions/grant-authority.js';
import { StaffQueries } from './staff-queries.repository.js';

/** A colleague who has lost his telephone, or a device: what somebody in charge of accounts may do for him (REQ-A2, A7). */
@Injectable()
export class StaffAccess {
  constructor(
    private readonly queries: StaffQueries,
    private readonly authority: GrantAuthority,
    private readonly secondSteps: SecondStepChanges,
    private readonly sessions: SessionRegister,
    private readonly audit: Audit,
  ) {}

  /**
   * His password alone signs him in then; he is told. One's own is switched off in My account, which asks for password and code.
   * @throws not-found (404), rights.own, rights.senior (403), auth.second-step-off (409)
   */
  @Transactional()
  async resetSecondStep(id: number): Promise<void> {
    await this.demandReachable(id, 'reset-second-step');
    this.authority.demandNotSelf(id);
    await this.authority.demandNotSenior(id);
    await this.secondSteps.remove(id, 'colleague');
  }

  /** Where he is signed in. @throws not-found (404) */
  async signIns(id: number) {
    await this.demandReachable(id, 'sign-out');
    return (await this.sessions.listOf('staff', id)).map((session) => sessionView(session, this.sessions.currentId));
  }

  /** One of his, or all of them. @returns how many have ended. @throws not-found (404), rights.senior (403) */
  @Transactional()
  async signOut(id: number, sessionId?: number): Promise<number> {
    await this.demandReachable(id, 'sign-out');
    await this.authority.demandNotSenior(id);
    const ended = (await this.sessions.listOf('staff', id)).filter((session) => sessionId === undefined || session.id === sessionId);
    if (sessionId !== undefined && !ended.length) throw commonErrors['not-found']();
    if (sessionId === undefined) await this.sessions.endAll('staff', id, 'revoked');
    else await this.sessions.endOwn('staff', id, sessionId);
    await this.audit.record({ subject: 'Staff', subjectId: id, action: 'sign-out', detail: { count: ended.length } });
    return ended.length;
  }

  private async demandReachable(id: number, action: string): Promise<void> {
    if (!(await this.queries.get(id, action))) throw commonErrors['not-found']();
  }
}
