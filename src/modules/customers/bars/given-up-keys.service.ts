import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { DAY } from '../../../platform/context/clock.js';
import { Acting } from '../acting.js';
import { RESUME_DAYS } from '../ownership/ownership-continuity.service.js';
import { KEPT_DAYS } from '../recycle-bin/recycle-bin.dto.js';
import { type Barrable, type BarKey } from './bars-of-keys.js';
import { Bars } from './bars.service.js';
import { CustomerNumbers } from './customer-numbers.repository.js';
import { KeyBarRepository, type NewKeyBar } from './key-bar.repository.js';

/** By his own release somebody is barred for this many days (spec 06, End of an ownership); then the old clock goes on. */
export const RELEASE_BAR_DAYS = 15;

/** What becomes of keys that a customer gives up, with one of them or altogether, and gets back. Callers hold his lock. */
@Injectable()
export class GivenUpKeys {
  constructor(
    private readonly repository: KeyBarRepository,
    private readonly bars: Bars,
    private readonly numbers: CustomerNumbers,
    private readonly time: BusinessTime,
    private readonly acting: Acting,
  ) {}

  /**
   * They stay barred for whoever was barred from him, for an owner who takes them off his own customer, and for whoever let him go while his old clock
   * would go on: entering them anew, which would begin with fresh clocks, is his when the old ones are forgotten (REQ-E6). Who enters them meanwhile
   * begins anew, as with anybody who comes from the pool.
   */
  async takenOff({ id, ownerId }: Barrable, keys: readonly BarKey[]): Promise<void> {
    if (!keys.length) return;
    const { now } = this.acting;
    const barred = new Map((await this.repository.barred(id, now, RESUME_DAYS * DAY)).map((bar) => [bar.staffId, bar.until]));
    if (ownerId !== null && ownerId === this.acting.staffId)
      barred.set(ownerId, Math.max(this.inDays(KEPT_DAYS), barred.get(ownerId) ?? 0));
    const bars = [...barred].flatMap(([staffId, until]) => keys.map((key) => ({ ...key, staffId, until })));
    await this.repository.keep(id, bars, now);
  }

  /**
   * Before he is buried he gives up all of them. Bars from his keys outlive him; who restores him goes on with the clocks where they stood, and by then
   * they bar nobody on his account (spec 06).
   */
  async deleted(id: number): Promise<void> {
    await this.takenOff({ id, ownerId: await this.repository.ownerOf(id) }, await this.knownBy(id));
  }

  /** After he left the recycle bin, or got what another record gave up: what he has again (or `now` has who was part of him) bars nobody on his account. */
  async takenBack(customerId: number, now = customerId): Promise<void> {
    const keys = await this.knownBy(now);
    await this.bars.end((await this.bars.on(keys)).endedBy(customerId, keys));
  }

  /** What he had given up before it was another record's to give up. */
  gaveUp(customerId: number, bars: readonly NewKeyBar[]): Promise<void> {
    const { now } = this.acting;
    return this.repository.keep(
      customerId,
      bars.filter(({ until }) => until > now),
      now,
    );
  }

  /** Who lost him while he was part of another record is barred from his keys like from that one. */
  async lostAsPart(customerId: number, lost: readonly { readonly staffId: number; readonly until: number }[]): Promise<void> {
    const keys = await this.knownBy(customerId);
    const bars = lost.flatMap((bar) => keys.map((key) => ({ ...key, ...bar })));
    await this.repository.keep(null, bars, this.acting.now);
  }

  private async knownBy(customerId: number): Promise<BarKey[]> {
    return (await this.numbers.known([customerId])).get(customerId) ?? [];
  }

  private inDays(days: number): number {
    return this.time.startOf(this.time.addDays(this.time.dayOf(this.acting.now), days));
  }
}
