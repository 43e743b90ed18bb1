import { Injectable } from '@nestjs/common';
import type { PrincipalKind } from '../../context/actor.js';
import { Clock, MINUTE } from '../../context/clock.js';
import { SealBroken, Vault } from '../../vault/vault.js';
import { hashOf } from './opaque-token.js';

/** Whose password was right, and which it was. */
export interface Challenge {
  readonly kind: PrincipalKind;
  readonly id: number;
  readonly username: string;
  readonly passwordHash: string;
}
type Sealed = Omit<Challenge, 'passwordHash'> & { readonly of: string; readonly until: number };

const GOOD_FOR = 5 * MINUTE;
const PLACE = 'auth.challenge';

/** What a page keeps between the password and the code, instead of the password: sealed, good for five minutes and for this password only. */
@Injectable()
export class SignInChallenges {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  make({ kind, id, username, passwordHash }: Challenge): string {
    const sealed: Sealed = { kind, id, username, of: hashOf(passwordHash), until: this.clock.now() + GOOD_FOR };
    return this.vault.encrypt(JSON.stringify(sealed), PLACE);
  }

  /** @returns whose it is, as far as the text itself tells; null for one that is too old or not of this house. */
  open(challenge: string): Sealed | null {
    try {
      const sealed = JSON.parse(this.vault.decrypt(challenge, PLACE)) as Sealed;
      return sealed.until > this.clock.now() ? sealed : null;
    } catch (error) {
      if (error instanceof SealBroken) return null;
      throw error;
    }
  }

  stillOf({ of }: Sealed, passwordHash: string | null): boolean {
    return passwordHash !== null && hashOf(passwordHash) === of;
  }
}
