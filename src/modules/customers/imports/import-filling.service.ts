import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { BarredKeys } from '../bars/barred-keys.service.js';
import { DeadlineRefresh } from '../deadlines/deadline-refresh.service.js';
import { ImportBelongings } from './import-belongings.js';
import { ImportFillRepository } from './import-fill.repository.js';
import type { Judgement } from './import-judge.service.js';

/** What rows give to customers who were there; in the transaction that writes the batch, under their locks. */
@Injectable()
export class ImportFilling {
  constructor(
    private readonly fills: ImportFillRepository,
    private readonly belongings: ImportBelongings,
    private readonly bars: BarredKeys,
    private readonly deadlines: DeadlineRefresh,
    private readonly context: Context,
  ) {}

  async fill({ verdicts, filled, endedBars }: Judgement, at: number): Promise<void> {
    await this.belongings.keepValues(verdicts.filter((verdict) => verdict.kind === 'filled'));
    await this.bars.end(endedBars);
    for (const { id, given } of filled) await this.fills.update(id, given.columns, at);
    for (const kind of ['person', 'company'] as const) {
      const some = filled.filter(({ row, given }) => row.type === kind && Object.keys(given.profile).length);
      await this.fills.fillProfiles(
        kind,
        some.map(({ id, given }) => ({ customerId: id, values: given.profile })),
      );
    }
    await this.belongings.link(filled.map(({ id, given }) => ({ customerId: id, courses: given.courses, tags: given.tags })));
    // deadline rules may ask for the source
    const moved = filled.filter(({ given }) => given.columns['source']).map(({ id }) => id);
    if (moved.length) await this.deadlines.sourceChanged(moved, this.context.actor.id);
  }
}
