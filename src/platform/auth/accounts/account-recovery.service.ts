import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { HOUR } from '../../context/clock.js';
import { Context } from '../../context/context.js';
import type { PrincipalKind } from '../../context/actor.js';
import { AccountLinks } from './account-links.service.js';
import { lockedFor } from '../auth.errors.js';
import { loginName } from '../sign-in/login-name.js';
import { networkOf } from '../sign-in/network-address.js';
import { Tries } from '../sign-in/tries.js';

const PER_PERSON = { purpose: 'forgot', most: 5, window: HOUR } as const;
const PER_ADDRESS = { purpose: 'forgot-address', most: 30, window: HOUR } as const;
const ANSWER_AFTER = 250;

/** "I have forgotten my password": throttled, and the same answer after the same time whether or not somebody has that name. */
@Injectable()
export class AccountRecovery {
  constructor(
    private readonly links: AccountLinks,
    private readonly tries: Tries,
    private readonly context: Context,
  ) {}

  /** @throws auth.locked (429). */
  async forgot(kind: PrincipalKind, login: string): Promise<void> {
    const name = loginName(login);
    const address = networkOf(this.context.address);
    const wait = Math.max(await this.tries.wait(PER_PERSON, `${kind}|${name}|${address}`), await this.tries.wait(PER_ADDRESS, address));
    if (wait > 0) throw lockedFor(wait);
    await this.tries.count(PER_PERSON, `${kind}|${name}|${address}`);
    await this.tries.count(PER_ADDRESS, address);
    await Promise.all([this.links.forgot(kind, name), sleep(ANSWER_AFTER)]);
  }
}
