import { Injectable } from '@nestjs/common';
import { Acting } from '../acting.js';
import { type MovedClocks, SourceUnions } from '../ownership/source-unions.service.js';
import type { Edit, EditValues } from './edit-plan.js';
import { EditRepository } from './edit.repository.js';

/** What becomes of one customer: values, and links that come and go. */
export interface Rewriting extends Pick<Edit, 'tags' | 'courses'> {
  readonly values: EditValues;
}

/** Writes many customers at once, under their locks: those that become alike in one statement. */
@Injectable()
export class EditWriting {
  constructor(
    private readonly edits: EditRepository,
    private readonly sources: SourceUnions,
    private readonly acting: Acting,
  ) {}

  async write(changes: ReadonlyMap<number, Rewriting>): Promise<void> {
    const alike = new Map<string, { values: EditValues; ids: number[] }>();
    for (const [id, { values }] of changes) {
      const key = JSON.stringify(values);
      const group = alike.get(key);
      if (group) group.ids.push(id);
      else alike.set(key, { values, ids: [id] });
    }
    for (const { values, ids } of alike.values()) await this.edits.update(ids, values, this.acting.now);
    for (const [table, name] of [
      ['customer_tag', 'tags'],
      ['customer_course', 'courses'],
    ] as const)
      await this.edits.relink(table, new Map([...changes].flatMap(([id, change]) => (change[name] ? [[id, change[name]] as const] : []))));
  }

  /** Deadline rules may ask for the source. @returns what that did to their clocks. */
  sourceChanged(ids: readonly number[]): Promise<Map<number, MovedClocks>> {
    return this.sources.changedAll(ids, this.acting.staffId);
  }

  sourceTakenBack(moved: ReadonlyMap<number, MovedClocks | undefined>): Promise<void> {
    return this.sources.giveBackAll(moved, this.acting.staffId);
  }
}
