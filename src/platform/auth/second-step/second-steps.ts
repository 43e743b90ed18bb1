import { Injectable, Logger } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock, HOUR } from '../../context/clock.js';
import type { DomainError } from '../../errors/domain-error.js';
import { SealBroken, Vault } from '../../vault/vault.js';
import { authErrors, lockedFor } from '../auth.errors.js';
import { Tries } from '../sign-in/tries.js';
import { recoveryHash } from './recovery-code.js';
import type { SecondStep } from './second-step.entity.js';
import { SecondStepLedger } from './second-step-ledger.js';
import { SecondStepRepository } from './second-step.repository.js';
import { counterOf } from './totp.js';

/** A code of the app, or one of the recovery codes. */
export interface GivenCode {
  readonly code?: string | undefined;
  readonly recoveryCode?: string | undefined;
}
export type CodeVerdict = { ok: true; by: 'code' | 'recovery' } | { ok: false; refusal: DomainError };

/** Of one account, from wherever: whoever tries codes knows the password already. A million codes, three of them good, ten tries an hour. */
export const WRONG_CODES = { purpose: 'second-step', most: 10, window: HOUR } as const;
export const secretPlace = (staffId: number): string => `second_step.secret.${staffId}`;

/** Whether a colleague has the telephone, or the recovery codes, that he said he has. */
@Injectable()
export class SecondSteps {
  private readonly log = new Logger('Accounts');

  constructor(
    private readonly repository: SecondStepRepository,
    private readonly vault: Vault,
    private readonly tries: Tries,
    private readonly ledger: SecondStepLedger,
    private readonly clock: Clock,
  ) {}

  async isOn(staffId: number): Promise<boolean> {
    return (await this.repository.on([staffId])).length === 1;
  }

  /** Each code is good once. The try is counted before it is looked at, so that many at once are no more than one after the other. */
  async verify(staffId: number, given: GivenCode): Promise<CodeVerdict> {
    const wait = await this.tries.take(WRONG_CODES, `staff|${staffId}`);
    if (wait > 0) return { ok: false, refusal: lockedFor(wait) };
    const step = await this.repository.of(staffId);
    const by = step?.confirmedAt ? await this.accept(step, given) : null;
    if (!by) return { ok: false, refusal: authErrors['auth.second-step-wrong']() };
    await this.tries.clear(WRONG_CODES, `staff|${staffId}`);
    return { ok: true, by };
  }

  private async accept(step: SecondStep, { code, recoveryCode }: GivenCode): Promise<'code' | 'recovery' | null> {
    if (code !== undefined) return (await this.acceptCode(step, code)) ? 'code' : null;
    return recoveryCode !== undefined && (await this.acceptRecovery(step, recoveryCode)) ? 'recovery' : null;
  }

  private async acceptCode({ id, staffId, secret }: SecondStep, code: string): Promise<boolean> {
    const plain = this.opened(staffId, secret);
    if (plain === null) return false;
    const counter = counterOf(plain, code, this.clock.real());
    if (counter === null) return false;
    return this.repository.take(id, counter, this.vault.isCurrent(secret) ? secret : this.vault.encrypt(plain, secretPlace(staffId)));
  }

  /** Under a key that the house has lost (a backup without its secrets) no code is right; recovery codes are, and a reset helps. */
  private opened(staffId: number, secret: string): string | null {
    try {
      return this.vault.decrypt(secret, secretPlace(staffId));
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      this.log.error(`the second step of staff ${staffId} cannot be opened with the present ENCRYPTION_KEY`);
      return null;
    }
  }

  @Transactional()
  private async acceptRecovery({ id, staffId }: SecondStep, typed: string): Promise<boolean> {
    if (!(await this.repository.takeRecovery(id, recoveryHash(staffId, typed), this.clock.now()))) return false;
    await this.ledger.recoveryCodeUsed(staffId, await this.repository.codesLeft(id));
    return true;
  }
}
