import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Text } from '../../../platform/context/language.js';
import { Declarations } from '../../../platform/registry/declarations.js';
import { StaffDirectory } from '../../rbac/staff/staff-directory.service.js';
import { ChangeItemRepository } from '../changes/change-item.repository.js';
import type { ChangeSet } from '../changes/change-set.entity.js';
import { ChangeKind, type Item, type Outcome, type Restored } from '../changes/change-set.port.js';
import { BulkHandOver, type HandedOver, type HandOverManner, type Wish } from './bulk-hand-over.port.js';

/** Many customers go to one colleague, or in turn to several. */
@Injectable()
export class AssignChange extends ChangeKind implements OnApplicationBootstrap {
  readonly kind = 'assign';
  readonly action = 'bulk-assign';
  private handOvers: BulkHandOver;

  constructor(
    private readonly declarations: Declarations,
    private readonly items: ChangeItemRepository,
    private readonly staff: StaffDirectory,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    this.handOvers = this.declarations.implementationOf(BulkHandOver);
  }

  async apply({ what }: ChangeSet, items: readonly Item[]): Promise<Outcome[]> {
    const ends = await this.handOvers.handOver(items.map(wishOf), what as HandOverManner);
    return items.map((item): Outcome => {
      const end = ends.get(item.customerId)!;
      if (end === 'customer.already-his') return { item, state: 'unchanged', code: end };
      return typeof end === 'string' ? { item, state: 'refused', code: end } : { item, state: 'changed', changes: end.moved };
    });
  }

  async takeBack(_set: ChangeSet, items: readonly Item[], options: { dry: boolean }): Promise<Restored[]> {
    const ways = await this.handOvers.takeBack(items.map(handedOf), options);
    return items.map((item): Restored => {
      const code = ways.get(item.customerId);
      return code ? { item, undoState: 'kept', conflicts: [{ code }] } : { item, undoState: 'back' };
    });
  }

  async told({ what }: Pick<ChangeSet, 'what'>): Promise<Text> {
    const ids = what['toStaffIds'] as number[];
    const names = await this.staff.namesOf(ids);
    const list = ids.map((id) => names.get(id) ?? `#${id}`);
    return { 'zh-CN': `转交给${list.join('、')}`, en: `Handed over to ${list.join(', ')}` };
  }

  override async ended({ id }: ChangeSet): Promise<void> {
    const handed = (await this.items.all(id, 'changed')).map(handedOf);
    if (handed.length) await this.handOvers.tell(handed);
  }

  override async undone({ id }: ChangeSet): Promise<void> {
    const back = (await this.items.all(id, 'back')).map(handedOf);
    if (back.length) await this.handOvers.tellTakenBack(back);
  }
}

const wishOf = ({ customerId, toStaffId }: Item): Wish => ({ customerId, toStaffId: toStaffId! });
const handedOf = (item: Item): HandedOver => ({ ...wishOf(item), moved: item.changes! });
