import { Injectable } from '@nestjs/common';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { CustomerChildren } from '../customer-children.js';
import { customerNumber } from '../customer.entity.js';
import { CustomerReach } from '../customer-reach.service.js';
import { visibleOnly } from '../customer.view.js';
import { maskField, maskIdNumber } from '../masking.js';
import { MOVED_LABELS } from './merge.errors.js';
import type { FieldOutcome } from './merge-fields.js';
import type { Pair } from './merge-parties.service.js';
import { MergeReach, type Sight } from './merge-reach.service.js';
import { MergeRepository, type Moved, type WholeRow } from './merge.repository.js';
import { MergeWords } from './merge-words.service.js';

/** Two records beside each other as the caller may see them. */
@Injectable()
export class MergeSight {
  constructor(
    private readonly reach: CustomerReach,
    private readonly merges: MergeRepository,
    private readonly children: CustomerChildren,
    private readonly words: MergeWords,
    private readonly seen: MergeReach,
    private readonly context: Context,
  ) {}

  async of({ kept, other }: Pair, outcomes: readonly FieldOutcome[]) {
    const [mine, his] = [await this.seen.sightOf(kept), await this.seen.sightOf(other)];
    // what the caller sees of one of the two alone is nothing to compare, and says something about the other
    const compared = (field: string) => [mine, his].every(({ fields }) => !fields || fields.has(field.split('.')[0]!));
    const writable = this.reach.fields(kept, 'update');
    const shown = outcomes.filter(({ field }) => compared(field));
    const fields = [];
    for (const one of shown) {
      const [left, right] = [show(one.field, one.kept, mine.full), show(one.field, one.other, his.full)];
      if (isEmpty(left) && isEmpty(right)) continue;
      const result = one.choice === 'both' || one.result === null ? one.result : one.result === one.kept ? left : right;
      fields.push({
        field: one.field,
        label: this.words.label(one.field),
        kept: left,
        other: right,
        choice: one.choice,
        result,
        keptText: await this.words.text(one.field, left),
        otherText: await this.words.text(one.field, right),
        differs: one.kept !== one.other,
        mayChoose: writable.has(one.field.split('.')[0]!),
      });
    }
    return { kept: await this.head(kept, mine), other: await this.head(other, his), fields };
  }

  moves(moved: Moved) {
    return Object.entries(moved).flatMap(([kind, ids]) => {
      const label = MOVED_LABELS[kind] ?? this.children.nameOf(kind);
      return label ? [{ kind, label: say(label, this.context.language), count: ids.length }] : [];
    });
  }

  refusal({ code, definition, params }: DomainError) {
    return { code, detail: say(definition.text, this.context.language, params) };
  }

  private async head(row: WholeRow, { full, fields }: Sight) {
    const head = {
      id: row.id,
      number: customerNumber(row.id),
      name: row.name,
      type: row.type,
      status: row.status,
      holding: row.holding,
      ownerName: await this.merges.ownerName(row.id),
      createdAt: iso(row.createdAt),
      lastFollowUpAt: iso(row.lastFollowUpAt),
      version: row.version,
      masked: !full,
    };
    return { ...(fields ? visibleOnly(head, fields) : head), deleted: row.deletedAt !== null };
  }
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

function show(field: string, value: unknown, full: boolean): unknown {
  if (typeof value !== 'string') return value ?? null;
  if (field === 'person.idNumber') return maskIdNumber(value);
  return full ? value : maskField(field, value);
}
