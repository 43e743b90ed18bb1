import { Injectable } from '@nestjs/common';
import type { DomainError } from '../../errors/domain-error.js';
import { Passwords } from '../accounts/passwords.js';
import { authErrors } from '../auth.errors.js';
import { PrincipalRegistry } from '../principal-registry.js';
import { type GivenCode, SecondSteps } from '../second-step/second-steps.js';
import { loginName } from './login-name.js';
import { SignInChallenges } from './sign-in-challenges.js';
import { SignInNotes, type SignInTry } from './sign-in-notes.js';
import { SignInTries } from './sign-in-tries.js';
import { Turns } from './turns.js';

export interface SignInAttempt extends SignInTry, GivenCode {
  readonly password: string;
}
/** The second half of a sign-in whose first half was answered with a challenge. */
export interface CodeAttempt extends Omit<SignInTry, 'username' | 'kind'>, GivenCode {
  readonly challenge: string;
}
/** `challenge`: the password was right, and a code is asked. */
export type SignInVerdict = { ok: true; principalId: number } | { ok: false; refusal: DomainError; challenge?: string };

/** Passwords checked at the same time for one address in one process: as many guesses may overrun its limit. */
const AT_ONCE = 8;

/** Decides whether somebody is who he says. One answer, and about one time, for every reason to refuse a name and its password (REQ-A1, A7, A19). */
@Injectable()
export class SignInService {
  private readonly ofPair = new Turns();
  private readonly ofAddress = new Turns(AT_ONCE);

  constructor(
    private readonly principals: PrincipalRegistry,
    private readonly passwords: Passwords,
    private readonly tries: SignInTries,
    private readonly notes: SignInNotes,
    private readonly secondSteps: SecondSteps,
    private readonly challenges: SignInChallenges,
  ) {}

  /** The code may come with the password. A right password alone neither counts as a failure nor clears those before it: codes could else be guessed for ever. */
  verify(attempt: SignInAttempt): Promise<SignInVerdict> {
    return this.inTurn(attempt, async (pair) => {
      const known = await this.principals.of(attempt.kind).credentials(loginName(attempt.username));
      const right = await this.passwords.verify(known?.passwordHash ?? null, attempt.password);
      if (!known?.active || !right) return this.wrong(attempt, pair, known?.id ?? null);
      return this.secondStep(attempt, pair, known.id, known.passwordHash!);
    });
  }

  /** By the code alone, where the password was right a moment ago. @returns auth.challenge-expired (401) where it has to be typed again. */
  verifyCode({ challenge, ...rest }: CodeAttempt): Promise<SignInVerdict> {
    const sealed = this.challenges.open(challenge);
    if (!sealed) return Promise.resolve({ ok: false, refusal: authErrors['auth.challenge-expired']() });
    const attempt = { ...rest, kind: sealed.kind, username: sealed.username };
    return this.inTurn(attempt, async (pair) => {
      const known = await this.principals.of(sealed.kind).credentials(loginName(attempt.username));
      if (!known?.active || known.id !== sealed.id || !this.challenges.stillOf(sealed, known.passwordHash))
        return { ok: false, refusal: authErrors['auth.challenge-expired']() };
      return this.secondStep(attempt, pair, known.id, known.passwordHash!);
    });
  }

  /** One after the other for a name at an address; nobody is even looked up who has failed too often. */
  private inTurn(attempt: SignInTry, decide: (pair: string) => Promise<SignInVerdict>): Promise<SignInVerdict> {
    const pair = this.tries.pairOf(attempt);
    const decideUnlessLocked = async (): Promise<SignInVerdict> => {
      const refusal = await this.tries.refusal(pair);
      if (!refusal) return decide(pair);
      await this.notes.note(attempt, null, 'locked');
      return { ok: false, refusal };
    };
    return this.ofPair.take(pair, () => this.ofAddress.take(this.tries.network, decideUnlessLocked));
  }

  private async wrong(attempt: SignInTry, pair: string, principalId: number | null): Promise<SignInVerdict> {
    await this.tries.failed(pair);
    await this.notes.note(attempt, principalId, 'wrong');
    return { ok: false, refusal: authErrors['auth.wrong']() };
  }

  private async secondStep(attempt: SignInTry & GivenCode, pair: string, id: number, passwordHash: string): Promise<SignInVerdict> {
    const { kind, username, code, recoveryCode } = attempt;
    let by: 'code' | 'recovery' | null = null;
    if (kind === 'staff' && (await this.secondSteps.isOn(id))) {
      const challenge = this.challenges.make({ kind, id, username, passwordHash });
      if (code === undefined && recoveryCode === undefined) {
        await this.notes.note(attempt, id, 'asked');
        return { ok: false, refusal: authErrors['auth.second-step-required'](), challenge };
      }
      const verdict = await this.secondSteps.verify(id, { code, recoveryCode });
      if (!verdict.ok) {
        const wrong = verdict.refusal.code === 'auth.second-step-wrong';
        if (wrong) await this.tries.failed(pair);
        await this.notes.note(attempt, id, wrong ? 'code-wrong' : 'locked');
        return { ok: false, refusal: verdict.refusal, challenge };
      }
      ({ by } = verdict);
    }
    await this.tries.succeeded(pair);
    await this.notes.note(attempt, id, by === 'recovery' ? 'recovery' : 'ok');
    return { ok: true, principalId: id };
  }
}
