import { Injectable } from '@nestjs/common';
import { Context } from '../../context/context.js';
import { PrincipalRegistry } from '../principal-registry.js';
import { SecondStepDuty } from '../second-step/second-step-duty.js';
import { SessionRegister } from './session-register.js';

/** For requests that last: whether the sign-in by which they came still stands, asked within half a second and without prolonging it. */
@Injectable()
export class StillSignedIn {
  constructor(
    private readonly register: SessionRegister,
    private readonly principals: PrincipalRegistry,
    private readonly duty: SecondStepDuty,
    private readonly context: Context,
  ) {}

  async stands(): Promise<boolean> {
    const sessionId = this.register.currentId;
    if (sessionId === null || !(await this.register.stands(sessionId))) return false;
    const { kind, id } = this.context.actor;
    if (kind !== 'staff') return false;
    const actor = await this.principals.of(kind).load(id);
    return actor !== null && !(await this.duty.owes(actor));
  }
}
