import { Injectable } from '@nestjs/common';
import { Context } from '../../context/context.js';
import { commonErrors } from '../../errors/common.errors.js';
import { ruleText } from '../../http/validation-messages.js';
import { lockedFor } from '../auth.errors.js';
import type { PrincipalContact } from '../principals.js';
import { PrincipalRegistry } from '../principal-registry.js';
import { WRONG_PASSWORDS } from '../sign-in/sign-in-tries.js';
import { Tries } from '../sign-in/tries.js';
import { Turns } from '../sign-in/turns.js';
import { Passwords } from './passwords.js';

const WRONG_OLD = { ...WRONG_PASSWORDS, purpose: 'old-password' } as const;

interface WrongPassword {
  readonly path: string;
  readonly code: string;
}

/** Before what a stranger at an open screen must not do: the caller's own password, with as many tries as for signing in. */
@Injectable()
export class PasswordProof {
  private readonly turns = new Turns();

  constructor(
    private readonly principals: PrincipalRegistry,
    private readonly passwords: Passwords,
    private readonly tries: Tries,
    private readonly context: Context,
  ) {}

  /** @returns whose it is. @throws input.invalid (400) with this fault, auth.locked (429). */
  demand(password: string, fault: WrongPassword = { path: 'password', code: 'password.own-wrong' }): Promise<PrincipalContact> {
    const { kind, id } = this.context.actor;
    return this.turns.take(`${kind}|${id}`, () => this.decide(password, fault));
  }

  private async decide(password: string, { path, code }: WrongPassword): Promise<PrincipalContact> {
    const { kind, id } = this.context.actor;
    const key = `${kind}|${id}`;
    const wait = await this.tries.wait(WRONG_OLD, key);
    if (wait > 0) throw lockedFor(wait);
    const contact = await this.principals.of(kind).contact(id);
    const known = contact && (await this.principals.of(kind).credentials(contact.username));
    if (!known || !(await this.passwords.verify(known.passwordHash, password))) {
      await this.tries.count(WRONG_OLD, key);
      const message = ruleText(code, this.context.language);
      throw commonErrors['input.invalid']({}, { faults: [{ path, code, message }] });
    }
    await this.tries.clear(WRONG_OLD, key);
    return contact;
  }
}
