import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Context } from '../../context/context.js';
import { commonErrors } from '../../errors/common.errors.js';
import { ruleText } from '../../http/validation-messages.js';
import { isCommonPassword } from './common-passwords.js';

/** argon2id (19 MiB, two passes: the OWASP minimum). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

@Injectable()
export class Passwords {
  private decoy: Promise<string> | undefined;

  constructor(private readonly context: Context) {}

  hash(password: string): Promise<string> {
    return hash(password, COST);
  }

  /** Does the same work when there is no hash, so that the time does not tell whether a user exists. */
  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    const matches = await verify(passwordHash ?? (await (this.decoy ??= this.hash(randomBytes(16).toString('hex')))), password);
    return matches && passwordHash !== null;
  }

  /** @throws input.invalid (400) for a password that is among the most common, or is the user name. Its length is the schema's. */
  demandGood(password: string, username: string, path = 'password'): void {
    const code = isCommonPassword(password)
      ? 'password.too-common'
      : password.trim().toLowerCase() === username.toLowerCase()
        ? 'password.like-name'
        : undefined;
    if (code) throw commonErrors['input.invalid']({}, { faults: [{ path, code, message: ruleText(code, this.context.language) }] });
  }
}
