import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../context/actor.js';
import { FreshCache } from '../../settings/fresh-cache.js';
import { defineSetting } from '../../settings/setting-definition.js';
import { Settings } from '../../settings/settings.js';
import { SecondStepRepository } from './second-step.repository.js';

export const secondStepForAll = defineSetting<boolean>('auth.secondStepForAll', {
  schema: z.boolean(),
  initial: false,
  label: { 'zh-CN': '所有员工都必须使用两步登录', en: 'Everybody must use two-step sign-in' },
  help: {
    'zh-CN': '开启后，尚未设置的员工登录后须先设置，否则不能做任何其他操作。只要求部分角色时，请在角色上勾选。',
    en: 'Whoever has not set it up is led there after signing in and can do nothing else before. For some roles only, tick it on the role instead.',
  },
  group: 'rights',
});

/** Whose second step is demanded by a role of his, or of everybody; and whether he still owes it. Holds within a second in every process. */
@Injectable()
export class SecondStepDuty {
  private readonly on = new FreshCache(async () => new Set(await this.repository.on()));

  constructor(
    private readonly repository: SecondStepRepository,
    private readonly settings: Settings,
  ) {}

  async demanded(actor: Actor): Promise<boolean> {
    return actor.kind === 'staff' && actor.key === undefined && (actor.secondStep === true || (await this.settings.get(secondStepForAll)));
  }

  /** Then he may set it up, or sign out, and nothing else. */
  async owes(actor: Actor): Promise<boolean> {
    if (!(await this.demanded(actor)) || (await this.on.get()).has(actor.id)) return false;
    // he may have set it up this very moment, in another process
    return !(await this.repository.on([actor.id])).length;
  }

  /** After a change of somebody's. */
  changed(): void {
    this.on.drop();
  }
}
