import { Injectable } from '@nestjs/common';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { BarTelling } from '../bars/bar-telling.service.js';
import { Bars } from '../bars/bars.service.js';
import { CustomerKeys } from '../bars/customer-keys.service.js';
import { CustomerNumbers } from '../bars/customer-numbers.repository.js';
import { GivenUpKeys } from '../bars/given-up-keys.service.js';
import { KeyBarRepository, type NewKeyBar } from '../bars/key-bar.repository.js';
import { mergeErrors } from './merge.errors.js';
import type { WholeRow } from './merge.repository.js';

type GivenUp = NewKeyBar & { readonly id: number };
type Lost = Pick<NewKeyBar, 'staffId' | 'until'>;

/** Who may not have a record again, not even as part of another one (REQ-E8). */
@Injectable()
export class MergeBars {
  constructor(
    private readonly bars: Bars,
    private readonly keys: CustomerKeys,
    private readonly numbers: CustomerNumbers,
    private readonly givenUp: GivenUpKeys,
    private readonly keyBars: KeyBarRepository,
    private readonly telling: BarTelling,
  ) {}

  /** merge.lost-before (409), where this colleague may not have it. */
  async refusal(record: WholeRow, staffId: number): Promise<DomainError | undefined> {
    const untils = (await this.bars.between([record.id], staffId)).map(({ until }) => until);
    if (record.deletedAt !== null) {
      // in the recycle bin nobody has his keys, and whoever is barred from one is so from him
      const keys = (await this.numbers.known([record.id])).get(record.id)!;
      const bar = (await this.bars.on(keys)).longest({ id: record.id, ownerId: staffId }, keys);
      if (bar) untils.push(bar.until);
    }
    return untils.length ? this.lostBefore(staffId, Math.max(...untils)) : undefined;
  }

  /**
   * Around the merge: what the one gave up is given up by both, and what both are known by now is taken back. @returns what the merge does.
   * @throws merge.lost-before (409) where by what remains the owner may not have them.
   */
  async uniting<T>(kept: WholeRow, other: WholeRow, unite: (givenUp: readonly GivenUp[]) => Promise<T>): Promise<T> {
    const given = await this.keyBars.givenUpBy(other.id);
    let united: T;
    const write = async () => {
      united = await unite(given);
      await this.keyBars.handOn(
        given.map(({ id }) => id),
        kept.id,
      );
      await this.numbers.refresh([other.id]);
    };
    const { bar } = (await this.keys.put([kept], write, other.deletedAt === null ? [other.id] : [])).get(kept.id)!;
    // whether one from the recycle bin may be his was asked before, and what is won is no question of bars
    if (bar && other.deletedAt === null && kept.status !== 'enrolled') throw await this.lostBefore(bar.staffId, bar.until);
    await this.givenUp.takenBack(kept.id);
    return united!;
  }

  /** After the undo each is known by his own again, and has given up what he had; `lost`: who lost the one with the other in it. */
  async parted(keptId: number, otherId: number, given: readonly GivenUp[], lost: readonly Lost[]): Promise<void> {
    await this.numbers.refresh([keptId, otherId]);
    const ids = new Set(given.map(({ id }) => id));
    await this.keyBars.remove((await this.keyBars.givenUpBy(keptId)).flatMap(({ id }) => (ids.has(id) ? id : [])));
    await this.givenUp.gaveUp(otherId, given);
    for (const id of [keptId, otherId]) await this.givenUp.takenBack(keptId, id);
    await this.givenUp.lostAsPart(otherId, lost);
  }

  private async lostBefore(staffId: number, barredUntil: number): Promise<DomainError> {
    const { until, opensAt } = this.telling.when(barredUntil);
    return mergeErrors['merge.lost-before']({ who: await this.telling.who(staffId), until }, { extra: { opensAt } });
  }
}
