import { Injectable } from '@nestjs/common';
import type { Text } from '../../../../platform/context/language.js';
import { Notifications } from '../../../../platform/notifications/notifications.js';
import { Acting } from '../../acting.js';
import type { ChangeSet } from '../../changes/change-set.entity.js';
import { ChangeKind, type Item, type Outcome, type Restored, type UndoRows } from '../../changes/change-set.port.js';
import { importUndone } from './import-undo.messages.js';
import { ImportUndoFilled } from './import-undo-filled.service.js';
import { ImportUndoMade } from './import-undo-made.service.js';
import { ImportUndoRepository } from './import-undo.repository.js';

/** An import as far as it can be taken back: whom it made goes away untouched, whom it filled up is as empty as he was. */
@Injectable()
export class ImportChange extends ChangeKind {
  readonly kind = 'import';
  readonly action = 'import';

  constructor(
    private readonly found: ImportUndoRepository,
    private readonly made: ImportUndoMade,
    private readonly filled: ImportUndoFilled,
    private readonly notifications: Notifications,
    private readonly acting: Acting,
  ) {
    super();
  }

  override rows: UndoRows = {
    standing: ({ id, importId }, after, limit) => this.found.standing(id, importId!, after, limit),
    count: ({ id, importId }) => this.found.count(id, importId!),
  };

  override about({ importId }: ChangeSet) {
    return { subject: 'Import', subjectId: importId! };
  }

  /** The import's own job does it. */
  apply(): Promise<Outcome[]> {
    throw new Error('an import is carried out by its own job');
  }

  async takeBack(set: ChangeSet, items: readonly Item[], options: { dry: boolean }): Promise<Restored[]> {
    const ids = [...new Set(items.map((item) => item.customerId))];
    const madeBy = await this.found.madeBy(set.importId!, ids);
    const isMaking = (item: Item) => madeBy.get(item.customerId) === item.place;
    const making = items.filter(isMaking).map((item) => item.customerId);
    const ways = await this.made.remove(set.id, making, options);
    // rows that filled somebody whom the import had made itself share his fate; his own row stands before them
    const sharing = items.filter((item) => madeBy.has(item.customerId) && !ways.has(item.customerId)).map((item) => item.customerId);
    const buried = await this.found.made([...new Set(sharing)], { lock: false });
    const fate = (item: Item): string | null => {
      if (isMaking(item)) return ways.get(item.customerId)!;
      const gone = ways.has(item.customerId) ? ways.get(item.customerId) === null : buried.get(item.customerId)?.deletedAt != null;
      return gone ? null : 'import.kept-too';
    };
    const filled = items.filter((item) => !madeBy.has(item.customerId));
    const restored = new Map((await this.filled.takeBack(set, filled, options)).map((one) => [one.item, one]));
    return items.map((item): Restored => {
      const one = restored.get(item);
      if (one) return one;
      const code = fate(item);
      return code === null ? { item, undoState: 'back' } : { item, undoState: 'kept', conflicts: [{ code }] };
    });
  }

  async told({ importId }: Pick<ChangeSet, 'importId'>): Promise<Text> {
    const fileName = await this.found.fileName(importId!);
    return { 'zh-CN': `导入 ${fileName}`, en: `Import of ${fileName}` };
  }

  /** Whoever had been told that he received some of them hears that they are gone. */
  override async undone({ id, undoAt }: ChangeSet): Promise<void> {
    const { name: by, staffId } = this.acting;
    for (const owner of await this.found.formerOwners(id, undoAt!))
      if (owner.staffId !== staffId) await this.notifications.notify(importUndone, [owner.staffId], { n: owner.n, by });
  }
}
