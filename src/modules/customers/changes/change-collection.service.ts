import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Settings } from '../../../platform/settings/settings.js';
import { CustomerSelection } from '../list/customer-selection.service.js';
import type { Selection } from '../list/selection.dto.js';
import { changeErrors } from './change.errors.js';
import { ChangeItemRepository } from './change-item.repository.js';
import type { ChangeSet } from './change-set.entity.js';
import { ChangeSetRepository } from './change-set.repository.js';
import { bulkLimitSetting } from './change.settings.js';

/** Whom a change set means: looked for once, so that what the change does to the filter changes nothing of it. */
@Injectable()
export class ChangeCollection {
  constructor(
    private readonly sets: ChangeSetRepository,
    private readonly items: ChangeItemRepository,
    private readonly customers: CustomerSelection,
    private readonly settings: Settings,
  ) {}

  /**
   * As it is when it is asked for: what is done to a view afterwards changes nothing. `ids`: those whom it means, for a forecast.
   * @throws change.none, change.too-many (409), and what the list throws: input.invalid (400), field.forbidden (403), not-found (404).
   */
  async settled(asked: Selection): Promise<{ selection: Selection; ids: number[] }> {
    const selection = await this.customers.settled(asked);
    const limit = await this.settings.get(bulkLimitSetting);
    const size = selection.ids ? selection.ids.length : await this.customers.size(selection, 'read');
    if (size > limit) throw changeErrors['change.too-many']({ n: size, limit });
    const ids = await this.customers.chosen(selection, 'read', limit);
    if (!ids.length) throw changeErrors['change.none']();
    return { selection, ids };
  }

  /** As its starter reaches them now. Under the running job; a try that died meanwhile has written nobody down. */
  @Transactional()
  async collected(setId: number): Promise<ChangeSet> {
    const set = (await this.sets.get(setId))!;
    if (set.total !== null) return set;
    const ids = await this.customers.chosen(set.selection!, 'read', await this.settings.get(bulkLimitSetting));
    const receivers = (set.what['toStaffIds'] ?? []) as number[];
    await this.items.insert(
      setId,
      ids.map((customerId, i) => ({ place: i + 1, customerId, toStaffId: receivers[i % receivers.length] ?? null })),
    );
    await this.sets.change(setId, ['running'], { total: ids.length, missing: missingOf(set.selection!, ids) });
    return (await this.sets.get(setId))!;
  }
}

/** Who was named and is not there. */
export const missingOf = ({ ids }: Selection, found: readonly number[]): number => (ids ? new Set(ids).size - found.length : 0);
