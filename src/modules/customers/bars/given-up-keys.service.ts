import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { Acting } from '../acting.js';
import type { KeyColumns, KeyValues } from '../customer-keys.js';
import { KEPT_DAYS } from '../recycle-bin/recycle-bin.dto.js';
import { barKeys } from './bars-of-keys.js';
import { BarredKeys } from './barred-keys.service.js';
import { KeyBarRepository } from './key-bar.repository.js';

/** By his own release somebody is barred for this many days (spec 06, End of an ownership); then the old clock goes on. */
export const RELEASE_BAR_DAYS = 15;

interface Owned {
  readonly id: number;
  readonly ownerId: number | null;
}

/** What becomes of keys that a customer gives up, with one of them or altogether, and gets back. Callers hold his lock. */
@Injectable()
export class GivenUpKeys {
  constructor(
    private readonly repository: KeyBarRepository,
    private readonly bars: BarredKeys,
    private readonly time: BusinessTime,
    private readonly acting: Acting,
  ) {}

  /**
   * They stay barred for whoever was barred from him, and for an owner who takes them off his own customer: entering them anew, which would begin with
   * fresh clocks, is his when the old ones are forgotten. Who enters them meanwhile begins anew, as with anybody who comes from the pool.
   */
  async takenOff({ id, ownerId }: Owned, keys: KeyColumns): Promise<void> {
    const barred = new Map((await this.repository.barred(id, this.acting.now)).map((bar) => [bar.staffId, bar.until]));
    if (this.isCaller(ownerId)) barred.set(ownerId, Math.max(this.inDays(KEPT_DAYS), barred.get(ownerId) ?? 0));
    await this.keep(id, [keys], barred);
  }

  /**
   * Before he is buried. An owner who deletes his own customer does not enter him anew while the deletion can be taken back: that goes on with the clocks
   * where they stood, after which they are forgotten anyway (spec 06). What others are barred from is kept with the ownerships.
   */
  async deleted(customerId: number): Promise<void> {
    const ownerId = await this.repository.ownerOf(customerId);
    if (!this.isCaller(ownerId)) return;
    await this.keep(customerId, await this.repository.keysOf(customerId), new Map([[ownerId, this.inDays(KEPT_DAYS)]]));
  }

  /** After he left the recycle bin: what he has again bars nobody on his account. */
  async restored(customerId: number): Promise<void> {
    const keys = await this.repository.keysOf(customerId);
    const bars = await this.bars.of(keys);
    await this.bars.end(keys.flatMap((some) => bars.endedBy(customerId, some)));
  }

  /** What he has now, and might give up. */
  has(customerId: number): Promise<KeyValues> {
    return this.repository.valuesOf(customerId);
  }

  private isCaller(ownerId: number | null): ownerId is number {
    return ownerId !== null && ownerId === this.acting.staffId;
  }

  private inDays(days: number): number {
    return this.time.startOf(this.time.addDays(this.time.dayOf(this.acting.now), days));
  }

  private keep(customerId: number, keys: readonly KeyColumns[], barred: ReadonlyMap<number, number>): Promise<void> {
    const given = keys.flatMap(barKeys);
    return this.repository.keep(
      customerId,
      [...barred].flatMap(([staffId, until]) => given.map((key) => ({ ...key, staffId, until }))),
    );
  }
}
