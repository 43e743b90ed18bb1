import { Injectable } from '@nestjs/common';
import { Context } from '../../context/context.js';
import type { Language } from '../../context/language.js';
import { commonErrors } from '../../errors/common.errors.js';
import { PasswordChange } from './password-change.service.js';
import { PasswordProof } from './password-proof.js';
import { Passwords } from './passwords.js';
import { PrincipalRegistry } from '../principal-registry.js';
import { SessionRegister } from '../sessions/session-register.js';
import { sessionView } from '../sessions/session-view.js';

/** What everybody may do about his own sign-ins (REQ-A2, A4). */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly principals: PrincipalRegistry,
    private readonly passwords: Passwords,
    private readonly change: PasswordChange,
    private readonly register: SessionRegister,
    private readonly proof: PasswordProof,
    private readonly context: Context,
  ) {}

  /** Ends every other sign-in. @throws input.invalid (400) naming what is wrong with which password; auth.locked (429). */
  async changePassword(oldPassword: string, newPassword: string): Promise<void> {
    const { kind, id } = this.context.actor;
    const { username } = await this.proof.demand(oldPassword, { path: 'oldPassword', code: 'password.wrong' });
    this.passwords.demandGood(newPassword, username, 'newPassword');
    await this.change.set(kind, id, await this.passwords.hash(newPassword), this.register.currentId);
  }

  async signOut(): Promise<void> {
    const current = this.register.currentId;
    if (current !== null) await this.register.end(current, 'sign-out');
  }

  async sessions() {
    const { kind, id } = this.context.actor;
    return (await this.register.listOf(kind, id)).map((session) => sessionView(session, this.register.currentId));
  }

  /** Of his screens on every device, of messages and letters to him. */
  setLanguage(language: Language | null): Promise<void> {
    const { kind, id } = this.context.actor;
    return this.principals.of(kind).setLanguage(id, language);
  }

  /** Signs him out on every other device. */
  async endOtherSessions(): Promise<void> {
    const { kind, id } = this.context.actor;
    await this.register.endAll(kind, id, 'revoked', this.register.currentId);
  }

  /** @throws not-found (404) for a session that is not his. */
  async endSession(sessionId: number): Promise<void> {
    const { kind, id } = this.context.actor;
    if (!(await this.register.endOwn(kind, id, sessionId))) throw commonErrors['not-found']();
  }
}
