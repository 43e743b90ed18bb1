import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { CustomerKeys } from '../bars/customer-keys.service.js';
import { DeadlineRefresh } from '../deadlines/deadline-refresh.service.js';
import { ImportBelongings } from './import-belongings.js';
import { ImportFillRepository } from './import-fill.repository.js';
import { MAKE_KNOWN } from './import-fill.js';
import type { Judgement } from './import-judge.service.js';
import { ImportChanges, type Imported } from './undo/import-changes.service.js';

/** What the rows were judged by has changed. */
export class FurtherLook extends Error {}

/** What rows give to customers who were there; in the transaction that writes the batch, under their locks. */
@Injectable()
export class ImportFilling {
  constructor(
    private readonly fills: ImportFillRepository,
    private readonly belongings: ImportBelongings,
    private readonly keys: CustomerKeys,
    private readonly deadlines: DeadlineRefresh,
    private readonly changes: ImportChanges,
    private readonly context: Context,
  ) {}

  async fill(imported: Imported, { verdicts, filled }: Judgement, at: number): Promise<void> {
    await this.belongings.keepValues(verdicts.filter((verdict) => verdict.kind === 'filled'));
    await this.fillRows(filled, at);
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
    await this.changes.filled(imported, verdicts, filled);
  }

  /** @throws FurtherLook where a bar has come since the rows were judged. */
  private async fillRows(filled: Judgement['filled'], at: number): Promise<void> {
    const known = filled.filter(({ given }) => MAKE_KNOWN.some((name) => name in given.columns));
    const write = async () => {
      for (const { id, given } of filled) await this.fills.update(id, given.columns, at);
    };
    if (!known.length) return write();
    const put = await this.keys.put(
      known.map(({ id, row: { ownerId } }) => ({ id, ownerId })),
      write,
    );
    if ([...put.values()].some(({ bar }) => bar)) throw new FurtherLook();
  }
}
