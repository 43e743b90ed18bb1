import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../../config/config.js';
import type { PrincipalKind } from '../../context/actor.js';
import { Declarations } from '../../registry/declarations.js';
import type { LinkPurpose } from './one-time-link.entity.js';
import type { PrincipalContact } from '../principals.js';

export interface AccountLetter {
  readonly purpose: LinkPurpose;
  readonly kind: PrincipalKind;
  readonly to: PrincipalContact;
  /** Carries the secret: for the letter only, never for a log. */
  readonly link: string;
  readonly expiresAt: number;
}

/** Port: how invitations and reset links reach people. A module that provides a class extending this one is found at start. */
export abstract class AccountMail {
  /** Called inside the transaction that made the link: enqueue, do not send. @returns false when there is no way to send it. */
  abstract send(letter: AccountLetter): Promise<boolean>;
}

/** Writes links into letters, and hands those to the module that sends them; without one it says so and keeps the secret to itself. */
@Injectable()
export class AccountLetters {
  private readonly log = new Logger('Accounts');

  constructor(
    private readonly declarations: Declarations,
    private readonly config: Config,
  ) {}

  /** The address comes from the configuration, never from a request; the token stands behind the #, where no server's log holds it. */
  async send(letter: Omit<AccountLetter, 'link'>, token: string): Promise<{ link: string; sent: boolean }> {
    const link = `${this.config.publicUrl}/${letter.kind === 'staff' ? 'admin' : 'portal'}/${letter.purpose}#token=${token}`;
    const [mail] = this.declarations.implementationsOf(AccountMail);
    if (!mail) this.log.warn(`no channel is configured for the ${letter.purpose} of ${letter.kind} ${letter.to.id}; nothing was sent`);
    const sent = !!mail && !!letter.to.email && (await mail.send({ ...letter, link }));
    return { link, sent };
  }
}
