import { Injectable } from '@nestjs/common';
import type { PrincipalKind } from '../../context/actor.js';
import { Clock } from '../../context/clock.js';
import { Context } from '../../context/context.js';
import type { Door } from '../sessions/auth-session.entity.js';
import { loginName } from './login-name.js';
import type { SignInOutcome } from './sign-in-log.entity.js';
import { SignInLogRepository } from './sign-in-log.repository.js';

/** Who tries, by which door. */
export interface SignInTry {
  readonly kind: PrincipalKind;
  readonly username: string;
  readonly door: Door;
  readonly userAgent?: string | undefined;
}

/** Writes the sign-in log. */
@Injectable()
export class SignInNotes {
  constructor(
    private readonly log: SignInLogRepository,
    private readonly clock: Clock,
    private readonly context: Context,
  ) {}

  note(attempt: SignInTry, principalId: number | null, outcome: SignInOutcome): Promise<void> {
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
