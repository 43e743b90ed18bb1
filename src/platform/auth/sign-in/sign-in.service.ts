import { Injectable } from '@nestjs/common';
import type { PrincipalKind } from '../../context/actor.js';
import { Clock } from '../../context/clock.js';
import { Context } from '../../context/context.js';
import type { DomainError } from '../../errors/domain-error.js';
import { authErrors } from '../auth.errors.js';
import type { Door } from '../sessions/auth-session.entity.js';
import { loginName } from './login-name.js';
import { Passwords } from '../accounts/passwords.js';
import { PrincipalRegistry } from '../principal-registry.js';
import type { SignInOutcome } from './sign-in-log.entity.js';
import { SignInLogRepository } from './sign-in-log.repository.js';
import { SignInTries } from './sign-in-tries.js';
import { Turns } from './turns.js';

export interface SignInAttempt {
  readonly kind: PrincipalKind;
  readonly username: string;
  readonly password: string;
  readonly door: Door;
  readonly userAgent?: string | undefined;
}
export type SignInVerdict = { ok: true; principalId: number } | { ok: false; refusal: DomainError };

/** Passwords checked at the same time for one address in one process: as many guesses may overrun its limit. */
const AT_ONCE = 8;

/** Decides whether somebody is who he says. One answer, and about one time, for every reason to refuse (REQ-A1, A19). */
@Injectable()
export class SignInService {
  private readonly ofPair = new Turns();
  private readonly ofAddress = new Turns(AT_ONCE);

  constructor(
    private readonly principals: PrincipalRegistry,
    private readonly passwords: Passwords,
    private readonly tries: SignInTries,
    private readonly log: SignInLogRepository,
    private readonly clock: Clock,
    private readonly context: Context,
  ) {}

  verify(attempt: SignInAttempt): Promise<SignInVerdict> {
    const pair = `${attempt.kind}|${loginName(attempt.username)}|${this.context.address ?? ''}`;
    return this.ofPair.take(pair, () => this.ofAddress.take(this.tries.network, () => this.decide(attempt, pair)));
  }

  private async decide(attempt: SignInAttempt, pair: string): Promise<SignInVerdict> {
    const refusal = await this.tries.refusal(pair);
    if (refusal) {
      await this.note(attempt, null, 'locked');
      return { ok: false, refusal };
    }
    const known = await this.principals.of(attempt.kind).credentials(loginName(attempt.username));
    const right = await this.passwords.verify(known?.passwordHash ?? null, attempt.password);
    if (!known?.active || !right) {
      await this.tries.failed(pair);
      await this.note(attempt, known?.id ?? null, 'wrong');
      return { ok: false, refusal: authErrors['auth.wrong']() };
    }
    await this.tries.succeeded(pair);
    await this.note(attempt, known.id, 'ok');
    return { ok: true, principalId: known.id };
  }

  private note(attempt: SignInAttempt, principalId: number | null, outcome: SignInOutcome): Promise<void> {
    return this.log.insert({
      at: this.clock.now(),
      kind: attempt.kind,
      username: loginName(attempt.username).slice(0, 64),
      principalId,
      door: attempt.door,
      outcome,
      address: this.context.address,
      userAgent: attempt.userAgent?.slice(0, 200) ?? null,
    });
  }
}
