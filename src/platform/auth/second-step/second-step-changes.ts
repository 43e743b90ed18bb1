import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock, MINUTE } from '../../context/clock.js';
import { Vault } from '../../vault/vault.js';
import { authErrors, lockedFor } from '../auth.errors.js';
import { SessionRegister } from '../sessions/session-register.js';
import { sameText } from '../sign-in/opaque-token.js';
import { Tries } from '../sign-in/tries.js';
import { newRecoveryCode, RECOVERY_CODES, recoveryHash } from './recovery-code.js';
import type { SecondStep } from './second-step.entity.js';
import { SecondStepLedger } from './second-step-ledger.js';
import { SecondStepRepository } from './second-step.repository.js';
import { secretPlace, WRONG_CODES } from './second-steps.js';
import { counterOf, newSecret } from './totp.js';

/** How long a secret waits for its first code. */
const WAITS = 30 * MINUTE;

/** Switches a second step on and off; who may ask for it is known before. */
@Injectable()
export class SecondStepChanges {
  constructor(
    private readonly repository: SecondStepRepository,
    private readonly vault: Vault,
    private readonly tries: Tries,
    private readonly ledger: SecondStepLedger,
    private readonly register: SessionRegister,
    private readonly clock: Clock,
  ) {}

  async stateOf(staffId: number): Promise<{ since: number | null; codesLeft: number }> {
    const step = await this.repository.of(staffId);
    const since = step?.confirmedAt ?? null;
    return { since, codesLeft: step && since !== null ? await this.repository.codesLeft(step.id) : 0 };
  }

  /** @returns the secret, which waits half an hour for its first code. @throws auth.second-step-on (409) */
  async begin(staffId: number): Promise<string> {
    const secret = newSecret();
    const begun = await this.repository.begin(staffId, this.vault.encrypt(secret, secretPlace(staffId)), this.clock.now());
    if (!begun) throw authErrors['auth.second-step-on']();
    return secret;
  }

  async awaits(staffId: number, secret: string): Promise<boolean> {
    const step = await this.repository.of(staffId);
    return !!step && this.waits(step) && sameText(this.vault.decrypt(step.secret, secretPlace(staffId)), secret);
  }

  /** Ends every other sign-in: those took the password alone. @returns the recovery codes. @throws auth.second-step-not-begun (409), auth.second-step-wrong (401), auth.locked (429) */
  async confirm(staffId: number, code: string): Promise<string[]> {
    const step = await this.repository.of(staffId);
    if (!step || !this.waits(step)) throw authErrors['auth.second-step-not-begun']();
    const wait = await this.tries.take(WRONG_CODES, `staff|${staffId}`);
    if (wait > 0) throw lockedFor(wait);
    const counter = counterOf(this.vault.decrypt(step.secret, secretPlace(staffId)), code, this.clock.real());
    if (counter === null) throw authErrors['auth.second-step-wrong']();
    const codes = await this.switchOn(step, counter);
    await this.tries.clear(WRONG_CODES, `staff|${staffId}`);
    return codes;
  }

  /** @returns the codes that are good instead. @throws auth.second-step-off (409) */
  @Transactional()
  async renewCodes(staffId: number): Promise<string[]> {
    const step = await this.repository.locked(staffId);
    if (!step?.confirmedAt) throw authErrors['auth.second-step-off']();
    const codes = await this.newCodes(step);
    await this.ledger.codesRenewed(staffId);
    return codes;
  }

  /** By himself, or for him by a colleague who may. @throws auth.second-step-off (409) */
  @Transactional()
  async remove(staffId: number, by: 'himself' | 'colleague'): Promise<void> {
    if (!(await this.repository.remove(staffId))) throw authErrors['auth.second-step-off']();
    await (by === 'himself' ? this.ledger.off(staffId) : this.ledger.reset(staffId));
  }

  @Transactional()
  private async switchOn(step: SecondStep, counter: number): Promise<string[]> {
    if (!(await this.repository.confirm(step, counter, this.clock.now()))) throw authErrors['auth.second-step-not-begun']();
    const codes = await this.newCodes(step);
    await this.register.endAll('staff', step.staffId, 'second-step', this.register.currentId);
    await this.ledger.on(step.staffId);
    return codes;
  }

  private async newCodes({ id, staffId }: SecondStep): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await this.repository.replaceCodes(
      id,
      codes.map((code) => recoveryHash(staffId, code)),
    );
    return codes;
  }

  private waits({ confirmedAt, begunAt }: SecondStep): boolean {
    return confirmedAt === null && this.clock.now() - begunAt < WAITS;
  }
}
