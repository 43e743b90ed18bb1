import { Injectable } from '@nestjs/common';
import { iso } from '../../context/clock.js';
import { Context } from '../../context/context.js';
import type { Language } from '../../context/language.js';
import { commonErrors } from '../../errors/common.errors.js';
import { ruleText } from '../../http/validation-messages.js';
import { lockedFor } from '../auth.errors.js';
import { PasswordChange } from './password-change.service.js';
import { Passwords } from './passwords.js';
import { PrincipalRegistry } from '../principal-registry.js';
import { SessionRegister } from '../sessions/session-register.js';
import { WRONG_PASSWORDS } from '../sign-in/sign-in-tries.js';
import { Tries } from '../sign-in/tries.js';
import { Turns } from '../sign-in/turns.js';

const WRONG_OLD = { ...WRONG_PASSWORDS, purpose: 'old-password' } as const;

/** What everybody may do about his own sign-ins (REQ-A2, A4). */
@Injectable()
export class OwnAccount {
  private readonly turns = new Turns();

  constructor(
    private readonly principals: PrincipalRegistry,
    private readonly passwords: Passwords,
    private readonly change: PasswordChange,
    private readonly register: SessionRegister,
    private readonly tries: Tries,
    private readonly context: Context,
  ) {}

  /** Ends every other sign-in. @throws input.invalid (400) naming what is wrong with which password; auth.locked (429). */
  changePassword(oldPassword: string, newPassword: string): Promise<void> {
    const { kind, id } = this.context.actor;
    return this.turns.take(`${kind}|${id}`, () => this.decideChange(oldPassword, newPassword));
  }

  private async decideChange(oldPassword: string, newPassword: string): Promise<void> {
    const { kind, id } = this.context.actor;
    const key = `${kind}|${id}`;
    const wait = await this.tries.wait(WRONG_OLD, key);
    if (wait > 0) throw lockedFor(wait);
    const contact = await this.principals.of(kind).contact(id);
    const known = contact && (await this.principals.of(kind).credentials(contact.username));
    if (!known || !(await this.passwords.verify(known.passwordHash, oldPassword))) {
      await this.tries.count(WRONG_OLD, key);
      const message = ruleText('password.wrong', this.context.language);
      throw commonErrors['input.invalid']({}, { faults: [{ path: 'oldPassword', code: 'password.wrong', message }] });
    }
    this.passwords.demandGood(newPassword, contact.username, 'newPassword');
    await this.change.set(kind, id, await this.passwords.hash(newPassword), this.register.currentId);
    await this.tries.clear(WRONG_OLD, key);
  }

  async signOut(): Promise<void> {
    const current = this.register.currentId;
    if (current !== null) await this.register.end(current, 'sign-out');
  }

  async sessions() {
    const { kind, id } = this.context.actor;
    return (await this.register.listOf(kind, id)).map((s) => ({
      id: s.id,
      door: s.door,
      address: s.address,
      userAgent: s.userAgent,
      rememberMe: s.rememberMe,
      createdAt: iso(s.createdAt),
      seenAt: iso(s.seenAt),
      expiresAt: iso(s.expiresAt),
      current: s.id === this.register.currentId,
    }));
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
