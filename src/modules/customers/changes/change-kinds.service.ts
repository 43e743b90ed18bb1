import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Declarations } from '../../../platform/registry/declarations.js';
import { ChangeItemRepository } from './change-item.repository.js';
import type { ChangeKindName, ChangeSet } from './change-set.entity.js';
import { ChangeKind, type Item } from './change-set.port.js';

/** Every way of changing many customers, whichever module has it. */
@Injectable()
export class ChangeKinds implements OnApplicationBootstrap {
  private kinds = new Map<ChangeKindName, ChangeKind>();

  constructor(
    private readonly declarations: Declarations,
    private readonly items: ChangeItemRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.kinds = new Map(this.declarations.implementationsOf(ChangeKind).map((one) => [one.kind, one]));
  }

  of(kind: ChangeKindName): ChangeKind {
    const found = this.kinds.get(kind);
    if (!found) throw new Error(`nobody changes customers by ${kind}`);
    return found;
  }

  /** What an undo has not looked at yet, in order, behind a place. */
  standing(set: ChangeSet, after: number, limit: number): Promise<Item[]> {
    return this.of(set.kind).rows?.standing(set, after, limit) ?? this.items.standing(set.id, after, limit);
  }

  countStanding(set: ChangeSet): Promise<number> {
    return this.of(set.kind).rows?.count(set) ?? this.items.countStanding(set.id);
  }
}
