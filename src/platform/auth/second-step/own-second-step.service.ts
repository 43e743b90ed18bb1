import { Injectable } from '@nestjs/common';
import { iso } from '../../context/clock.js';
import { Context } from '../../context/context.js';
import { NotSignedIn } from '../../context/not-signed-in.js';
import { commonErrors } from '../../errors/common.errors.js';
import { DomainError } from '../../errors/domain-error.js';
import { ruleText } from '../../http/validation-messages.js';
import { authErrors } from '../auth.errors.js';
import { PasswordProof } from '../accounts/password-proof.js';
import { PrincipalRegistry } from '../principal-registry.js';
import { qrSvg } from './qr-code.js';
import { SecondStepChanges } from './second-step-changes.js';
import { SecondStepDuty } from './second-step-duty.js';
import { type GivenCode, SecondSteps } from './second-steps.js';
import { otpauthUri } from './totp.js';

const ISSUER = 'Tide CRM';

/** For the app: as text, as the address it opens, and as a picture (SVG) of that address. */
export interface ShownSecret {
  readonly secret: string;
  readonly uri: string;
  readonly qr: string;
}

/** What everybody may do about his own second step (REQ-A7): each change asks for the password again, and for a code once it is on. */
@Injectable()
export class OwnSecondStep {
  constructor(
    private readonly changes: SecondStepChanges,
    private readonly steps: SecondSteps,
    private readonly duty: SecondStepDuty,
    private readonly proof: PasswordProof,
    private readonly principals: PrincipalRegistry,
    private readonly context: Context,
  ) {}

  async state() {
    const { actor } = this.context;
    const { since, codesLeft } = await this.changes.stateOf(actor.id);
    return { on: since !== null, since: iso(since), recoveryCodesLeft: codesLeft, demanded: await this.duty.demanded(actor) };
  }

  /** Shown now and never again. @throws auth.second-step-on (409), input.invalid (400) for the password, auth.locked (429). */
  async begin(password: string): Promise<ShownSecret> {
    await this.proof.demand(password);
    return this.shown(await this.changes.begin(this.context.actor.id));
  }

  /** Once more, for whoever names the secret that waits for its first code; null for all others. */
  async again(secret: string): Promise<ShownSecret | null> {
    return (await this.changes.awaits(this.context.actor.id, secret)) ? this.shown(secret) : null;
  }

  /** @returns the recovery codes, shown now and never again. @throws auth.second-step-not-begun (409), input.invalid (400), auth.locked (429). */
  confirm(code: string): Promise<string[]> {
    return this.changes.confirm(this.context.actor.id, code).catch((error: unknown) => this.refuse(error, 'code'));
  }

  /** @returns the codes instead of those before. @throws auth.second-step-off (409), input.invalid (400), auth.locked (429). */
  async renewCodes(password: string, given: GivenCode): Promise<string[]> {
    await this.prove(password, given);
    return this.changes.renewCodes(this.context.actor.id);
  }

  /** @throws auth.second-step-demanded, auth.second-step-off (409), input.invalid (400), auth.locked (429). */
  async remove(password: string, given: GivenCode): Promise<void> {
    if (await this.duty.demanded(this.context.actor)) throw authErrors['auth.second-step-demanded']();
    await this.prove(password, given);
    await this.changes.remove(this.context.actor.id, 'himself');
  }

  private async prove(password: string, given: GivenCode): Promise<void> {
    const { id } = this.context.actor;
    await this.proof.demand(password);
    if (!(await this.steps.isOn(id))) throw authErrors['auth.second-step-off']();
    const verdict = await this.steps.verify(id, given);
    if (!verdict.ok) this.refuse(verdict.refusal, given.code === undefined ? 'recoveryCode' : 'code');
  }

  /** He is signed in: a wrong code is a fault of a field, not a reason to sign in anew. */
  private refuse(error: unknown, path: string): never {
    if (!(error instanceof DomainError) || error.code !== 'auth.second-step-wrong') throw error;
    const message = ruleText('code.wrong', this.context.language);
    throw commonErrors['input.invalid']({}, { faults: [{ path, code: 'code.wrong', message }] });
  }

  private async shown(secret: string): Promise<ShownSecret> {
    const contact = await this.principals.of('staff').contact(this.context.actor.id);
    if (!contact) throw new NotSignedIn();
    const uri = otpauthUri(secret, ISSUER, contact.username);
    return { secret, uri, qr: qrSvg(uri) };
  }
}
