import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { barWords } from '../bars/bar.errors.js';
import { BarredKeys } from '../bars/barred-keys.service.js';
import { keyColumns } from '../customer-keys.js';
import { OwnershipBars } from '../ownership/ownership-bars.service.js';
import { FOR_EVER } from '../ownership/ownership.entity.js';
import { OwnershipPeople } from '../ownership/ownership-people.service.js';
import { mergeErrors } from './merge.errors.js';
import type { WholeRow } from './merge.repository.js';

/** Who may not have a record again, not even as part of another one (REQ-E8). */
@Injectable()
export class MergeBars {
  constructor(
    private readonly bars: OwnershipBars,
    private readonly keys: BarredKeys,
    private readonly people: OwnershipPeople,
    private readonly context: Context,
    private readonly time: BusinessTime,
  ) {}

  /** merge.lost-before (409), where this colleague may not have it. */
  async refusal(record: WholeRow, staffId: number): Promise<DomainError | undefined> {
    const until = await this.barredUntil(record, staffId);
    if (until === undefined) return undefined;
    const { actor, language } = this.context;
    const you = actor.kind === 'staff' && actor.id === staffId;
    const who = (you ? undefined : (await this.people.find(staffId))?.name) ?? barWords.you[language];
    const opensAt = until >= FOR_EVER ? null : iso(until);
    const when = opensAt === null ? barWords.forEver[language] : say(barWords.until, language, { at: this.time.format(until) });
    return mergeErrors['merge.lost-before']({ who, until: when }, { extra: { opensAt } });
  }

  private async barredUntil(record: WholeRow, staffId: number): Promise<number | undefined> {
    const untils = (await this.bars.between([record.id], staffId)).map(({ until }) => Number(until));
    if (record.deletedAt !== null) {
      // in the recycle bin nobody has his keys, and whoever is barred from one is so from him
      const { phone, qq, email, externalId } = record;
      const keys = keyColumns({ phone, qq, email, externalId });
      const bar = (await this.keys.of([keys])).longest({ id: record.id, ownerId: staffId }, keys);
      if (bar) untils.push(bar.until);
    }
    return untils.length ? Math.max(...untils) : undefined;
  }
}
