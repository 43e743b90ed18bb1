import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { PrincipalKind } from '../../context/actor.js';
import { Clock, HOUR } from '../../context/clock.js';
import { AccountLetters } from './account-mail.js';
import { authErrors } from '../auth.errors.js';
import type { LinkPurpose, OneTimeLink } from './one-time-link.entity.js';
import { OneTimeLinkRepository } from './one-time-link.repository.js';
import { hashOf, isToken, newToken } from '../sign-in/opaque-token.js';
import { PasswordChange } from './password-change.service.js';
import { Passwords } from './passwords.js';
import type { PrincipalContact } from '../principals.js';
import { PrincipalRegistry } from '../principal-registry.js';

const GOOD_FOR: Record<LinkPurpose, number> = { invitation: 72 * HOUR, reset: HOUR };

export interface IssuedLink {
  link: string;
  expiresAt: number;
  /** Whether it goes to the person's address; if not, somebody has to hand it over. */
  sent: boolean;
}

/** Links by which people set a password: invitations (how staff sign up, REQ-A5) and forgotten passwords. */
@Injectable()
export class AccountLinks {
  constructor(
    private readonly repository: OneTimeLinkRepository,
    private readonly principals: PrincipalRegistry,
    private readonly passwords: Passwords,
    private readonly change: PasswordChange,
    private readonly letters: AccountLetters,
    private readonly clock: Clock,
  ) {}

  /** Makes and sends a link; older ones of this person are void. */
  @Transactional()
  async issue(purpose: LinkPurpose, kind: PrincipalKind, to: PrincipalContact, createdById: number | null): Promise<IssuedLink> {
    const now = this.clock.now();
    const token = newToken();
    const expiresAt = now + GOOD_FOR[purpose];
    await this.repository.spend(kind, to.id, now);
    await this.repository.insert({
      purpose,
      kind,
      principalId: to.id,
      tokenHash: hashOf(token),
      createdById,
      createdAt: now,
      expiresAt,
      usedAt: null,
    });
    return { ...(await this.letters.send({ purpose, kind, to, expiresAt }, token)), expiresAt };
  }

  /** Whether or not somebody has this name, the answer is the same; the letter goes to the address on file. */
  async forgot(kind: PrincipalKind, login: string): Promise<void> {
    const to = await this.principals.of(kind).contact(login);
    if (to?.email) await this.issue('reset', kind, to, null);
  }

  /** Sets the password and signs the person out everywhere. @throws auth.link-invalid (400), input.invalid (400). */
  async redeem(purpose: LinkPurpose, token: string, password: string): Promise<{ username: string }> {
    const link = isToken(token) ? await this.repository.find(hashOf(token)) : null;
    const good = link?.purpose === purpose && link.usedAt === null && link.expiresAt > this.clock.now();
    const contact = good ? await this.principals.of(link.kind).contact(link.principalId) : null;
    if (!link || !contact) throw authErrors['auth.link-invalid']();
    this.passwords.demandGood(password, contact.username);
    await this.spend(link, await this.passwords.hash(password));
    return { username: contact.username };
  }

  @Transactional()
  private async spend(link: OneTimeLink, passwordHash: string): Promise<void> {
    if (!(await this.repository.use(link.id, this.clock.now()))) throw authErrors['auth.link-invalid']();
    await this.change.set(link.kind, link.principalId, passwordHash);
  }
}
