import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/audit.js';
import { Context } from '../../../platform/context/context.js';
import { Vault } from '../../../platform/vault/vault.js';
import { Acting } from '../acting.js';
import type { KeyName } from '../customer-keys.js';
import { PERSONAL } from '../customer-record.js';
import { KEY_LABELS } from '../customers.errors.js';
import { maskIdNumber } from '../masking.js';
import { MergeNotice } from './merge-notice.service.js';
import type { Pair } from './merge-parties.service.js';
import { changeOf } from './merge-fields.js';
import { type MergeRow, MergeRepository, type Moved } from './merge.repository.js';
import type { Change } from './merge-values.service.js';

const placeOf = (mergeId: number, { side, field }: Pick<Change, 'side' | 'field'>) => `customer_merge_change.${mergeId}.${side}.${field}`;

/** What a merge leaves behind: its manifest, the log of both customers, and word to whoever loses one. */
@Injectable()
export class MergeReport {
  constructor(
    private readonly merges: MergeRepository,
    private readonly vault: Vault,
    private readonly audit: Audit,
    private readonly notice: MergeNotice,
    private readonly acting: Acting,
    private readonly context: Context,
  ) {}

  get now(): number {
    return this.acting.now;
  }

  /** In the transaction of the merge. @returns its id. */
  async merged({ kept, other }: Pair, moved: Moved, changes: readonly Change[]): Promise<number> {
    const { staffId, now } = this.acting;
    const mergeId = await this.merges.insert({
      survivorId: kept.id,
      keptId: kept.id,
      mergedId: other.id,
      activeMergedId: other.id,
      mergedAt: now,
      byId: staffId,
      buriedAt: other.deletedAt,
      buriedById: other.deletedAt === null ? null : other.deletedById,
    });
    const seal = (change: Change, value: unknown) =>
      value === null || value === undefined ? null : this.vault.encrypt(JSON.stringify(value), placeOf(mergeId, change));
    await this.merges.keepManifest(
      mergeId,
      moved,
      changes.map((change) => ({
        side: change.side,
        field: change.field,
        beforeSealed: seal(change, change.before),
        afterSealed: seal(change, change.after),
      })),
    );
    const counts = Object.fromEntries(Object.entries(moved).map(([kind, ids]) => [kind, ids.length]));
    await this.log(
      kept.id,
      'merge',
      changes.filter(({ side }) => side === 'kept'),
      { mergeId, otherId: other.id, moved: counts },
    );
    await this.log(other.id, 'merge', [], { mergeId, into: kept.id });
    return mergeId;
  }

  /** @see MergeNotice */
  tell(pair: Pair): Promise<void> {
    return this.notice.tell(pair);
  }

  async changesOf(mergeId: number): Promise<Change[]> {
    const open = (change: Pick<Change, 'side' | 'field'>, sealed: string | null): unknown =>
      sealed === null ? null : JSON.parse(this.vault.decrypt(sealed, placeOf(mergeId, change)));
    return (await this.merges.changes(mergeId)).map(({ side, field, beforeSealed, afterSealed }) => ({
      side,
      field,
      before: open({ side, field }, beforeSealed),
      after: open({ side, field }, afterSealed),
    }));
  }

  movedBy(mergeId: number): Promise<Moved> {
    return this.merges.moved(mergeId);
  }

  /** What a key is called in the caller's language. */
  keyWord(key: KeyName): string {
    return KEY_LABELS[key][this.context.language];
  }

  /** In the transaction of the undo. @returns false when somebody else has undone it. */
  async undone(merge: MergeRow, back: readonly { field: string; kept: unknown; result: unknown }[]): Promise<boolean> {
    if (!(await this.merges.undone(merge.id, this.acting.now, this.acting.staffId))) return false;
    const changes = back.map(({ field, kept, result }): Change => ({ side: 'kept', field, before: kept, after: result }));
    await this.log(merge.keptId, 'merge-undo', changes, { mergeId: merge.id, otherId: merge.mergedId });
    await this.log(merge.mergedId, 'merge-undo', [], { mergeId: merge.id, from: merge.keptId });
    return true;
  }

  private log(id: number, action: string, changes: readonly Change[], detail: Record<string, unknown>): Promise<void> {
    const masked = changes.map(({ field, before, after }) => {
      const shown = (value: unknown) => (field === 'person.idNumber' && typeof value === 'string' ? maskIdNumber(value) : value);
      return { field, before: shown(before), after: shown(after) };
    });
    return this.audit.record({
      subject: 'Customer',
      subjectId: id,
      action,
      before: changeOf(masked.map(({ field, before }) => ({ field, kept: undefined, result: before }))),
      after: changeOf(masked.map(({ field, after }) => ({ field, kept: undefined, result: after }))),
      detail,
      person: { subject: 'Customer', id },
      personal: PERSONAL,
    });
  }
}
