import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { MINUTE } from '../../context/clock.js';
import { Context } from '../../context/context.js';
import type { DomainError } from '../../errors/domain-error.js';
import { defineSetting } from '../../settings/setting-definition.js';
import { Settings } from '../../settings/settings.js';
import { addressLockedFor, lockedFor } from '../auth.errors.js';
import { loginName } from './login-name.js';
import { networkOf } from './network-address.js';
import { Tries, type TryLimit } from './tries.js';

const WINDOW = 15 * MINUTE;
/** Five wrong passwords lock the pair of user and address for a quarter of an hour. */
export const WRONG_PASSWORDS = { purpose: 'sign-in', most: 5, window: WINDOW } as const;

/** One password tried on many names: counted by address alone, whoever is meant. */
export const failuresPerAddress = defineSetting<number>('auth.failuresPerAddress', {
  schema: z.int().min(10).max(1000),
  initial: 50,
  label: { 'zh-CN': '同一网络地址 15 分钟内允许的登录失败次数', en: 'Failed sign-ins from one network address in 15 minutes' },
  help: {
    'zh-CN': '达到后，该地址 15 分钟内不能登录，用户名和密码正确也不行。多人共用一个出口地址时可以调高。',
    en: 'After that nobody signs in from there for 15 minutes, not even with the right password. Raise it where many people share one address.',
  },
  group: 'rights',
});

/** What failed sign-ins cost: the pair of user and address, and the address alone, so that going through many names is as slow as guessing for one. */
@Injectable()
export class SignInTries {
  constructor(
    private readonly tries: Tries,
    private readonly settings: Settings,
    private readonly context: Context,
  ) {}

  /** Why nobody is even looked up now. */
  async refusal(pair: string): Promise<DomainError | undefined> {
    const [forPair, forAddress] = [
      await this.tries.wait(WRONG_PASSWORDS, pair),
      await this.tries.wait(await this.perAddress(), this.network),
    ];
    if (forPair === 0 && forAddress === 0) return undefined;
    return forPair >= forAddress ? lockedFor(forPair) : addressLockedFor(forAddress);
  }

  async failed(pair: string): Promise<void> {
    await this.tries.count(WRONG_PASSWORDS, pair);
    await this.tries.count(await this.perAddress(), this.network);
  }

  /** The address keeps its count: somebody who knows one password could else try all the others. */
  succeeded(pair: string): Promise<void> {
    return this.tries.clear(WRONG_PASSWORDS, pair);
  }

  /** Who is meant, from where: failures of one pair do not keep others out. */
  pairOf(attempt: { kind: string; username: string }): string {
    return `${attempt.kind}|${loginName(attempt.username)}|${this.context.address ?? ''}`;
  }

  get network(): string {
    return networkOf(this.context.address);
  }

  private async perAddress(): Promise<TryLimit> {
    return { purpose: 'sign-in-address', most: await this.settings.get(failuresPerAddress), window: WINDOW, from: 'first' };
  }
}
