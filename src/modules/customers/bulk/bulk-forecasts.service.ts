import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { Declarations } from '../../../platform/registry/declarations.js';
import type { Forecast } from '../changes/change.dto.js';
import { reasonsOf } from '../changes/change-reasons.js';
import { BulkHandOver, type HandOverManner } from './bulk-hand-over.port.js';
import { EditJudge } from './edit-judge.service.js';
import type { EditWhat } from './edit-plan.js';

const AT_ONCE = 500;

/** What would come of a bulk change, by the rules of its job; nothing is written. */
@Injectable()
export class BulkForecasts implements OnApplicationBootstrap {
  private handOvers: BulkHandOver;

  constructor(
    private readonly declarations: Declarations,
    private readonly judge: EditJudge,
    private readonly context: Context,
  ) {}

  onApplicationBootstrap(): void {
    this.handOvers = this.declarations.implementationOf(BulkHandOver);
  }

  async edit(ids: readonly number[], what: EditWhat, missing: number): Promise<Forecast> {
    const plan = await this.judge.plan(what);
    return this.counted(ids, missing, async (some) => {
      const { verdicts } = await this.judge.judge(some, plan, { lock: false });
      return [...verdicts.values()].map((verdict) => (verdict === 'unchanged' ? verdict : 'code' in verdict ? verdict.code : null));
    });
  }

  /** @throws what is wrong with one of them for all of these. */
  demandReceivers(staffIds: readonly number[], ids: readonly number[]): Promise<void> {
    return this.handOvers.demandReceivers(staffIds, ids.slice(0, AT_ONCE));
  }

  async assign(ids: readonly number[], { toStaffIds, ...manner }: HandOverManner & { toStaffIds: readonly number[] }, missing: number) {
    const room = new Map<number, number>();
    return this.counted(ids, missing, async (some, from) => {
      const wishes = some.map((customerId, i) => ({ customerId, toStaffId: toStaffIds[(from + i) % toStaffIds.length]! }));
      const ways = await this.handOvers.forecast(wishes, manner, room);
      return [...ways.values()].map((way) => (way === 'customer.already-his' ? 'unchanged' : way));
    });
  }

  /** `judge` says of some of them what is in the way; null: nothing. Other requests have their turn in between. */
  private async counted(
    ids: readonly number[],
    missing: number,
    judge: (some: readonly number[], from: number) => Promise<(string | null)[]>,
  ): Promise<Forecast> {
    let changes = 0;
    let unchanged = 0;
    const codes = Array.from({ length: missing }, () => 'not-found');
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      for (const way of await judge(ids.slice(i, i + AT_ONCE), i)) {
        if (way === null) changes++;
        else if (way === 'unchanged') unchanged++;
        else codes.push(way);
      }
      await nextTurn();
    }
    const reasons = reasonsOf(codes, this.context.language);
    return { matched: ids.length + missing, changes, unchanged, refused: codes.length, reasons };
  }
}
