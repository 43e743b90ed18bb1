import { Injectable } from '@nestjs/common';
import { Acting } from '../../acting.js';
import { GivenUpKeys } from '../../bars/given-up-keys.service.js';
import { CustomerChildren } from '../../customer-children.js';
import { OwnershipExits } from '../../ownership/ownership-exits.service.js';
import { OwnershipExpiry } from '../../ownership/ownership-expiry.service.js';
import { ImportUndoRepository, type MadeRow } from './import-undo.repository.js';

/** Customers whom an import created go away with it as deleted ones do, where nobody has touched them; automatic distribution is not a touch (spec 06). */
@Injectable()
export class ImportUndoMade {
  constructor(
    private readonly rows: ImportUndoRepository,
    private readonly expiry: OwnershipExpiry,
    private readonly givenUp: GivenUpKeys,
    private readonly exits: OwnershipExits,
    private readonly children: CustomerChildren,
    private readonly acting: Acting,
  ) {}

  /** @returns by customer why he stays; null: he goes, or is gone by this undo. */
  async remove(setId: number, ids: readonly number[], { dry }: { dry: boolean }): Promise<Map<number, string | null>> {
    const rows = await this.rows.made(ids, { lock: !dry });
    const versions = await this.rows.versions(setId, ids);
    const deletable = new Set(await this.children.deletable(ids));
    const ways = new Map<number, string | null>();
    for (const id of ids) {
      const row = rows.get(id);
      const way = row ? touched(row, versions.get(id) ?? 1) : 'change.deleted';
      ways.set(id, way ?? (deletable.has(id) ? null : 'customer.delete-blocked'));
    }
    const going = ids.filter((id) => ways.get(id) === null);
    if (!dry) await this.bury(going.map((id) => rows.get(id)!));
    return ways;
  }

  private async bury(rows: readonly MadeRow[]): Promise<void> {
    const { staffId, now } = this.acting;
    const ids = rows.map((row) => row.id);
    // whoever deletes him, a customer whose owner was late does not come back to that owner
    for (const row of rows) if (this.expiry.isDue(row)) await this.expiry.expireIfDue(row.id);
    // bars outlive him by his keys; where nobody has lost him there are none
    for (const row of rows)
      if (row.hadOwners || this.expiry.isDue(row) || (row.ownerId !== null && row.ownerId === staffId)) await this.givenUp.deleted(row.id);
    await this.exits.deleted(ids, staffId);
    await this.rows.bury(ids, now, staffId);
  }
}

/** What anybody has done about him. `version`: the one that the import left. */
function touched(row: MadeRow, version: number): string | null {
  if (row.merged) return 'import.merged';
  if (row.deletedAt !== null) return 'change.deleted';
  if (!row.may) return 'forbidden';
  if (row.followedUp) return 'import.followed-up';
  if (row.status !== 'open') return 'import.status';
  if (row.held || row.holding === 'closed') return 'import.held';
  if (row.lockedUntil !== null) return 'import.locked';
  return row.version === version ? null : 'import.changed';
}
