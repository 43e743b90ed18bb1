import { Injectable } from '@nestjs/common';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { decodeCursor, encodeCursor, type Page } from '../../../platform/http/list-query.js';
import { StaffDirectory } from '../../rbac/staff/staff-directory.service.js';
import { customerNumber } from '../customer.entity.js';
import { CustomersNamedRepository } from './customers-named.repository.js';
import type { ChangedCustomers, UndoForecast } from './change.dto.js';
import { ChangeItemRepository, type ItemRow } from './change-item.repository.js';
import { reasonsOf, reasonText } from './change-reasons.js';
import { ChangeKinds } from './change-kinds.service.js';
import type { ChangeSet, Conflict } from './change-set.entity.js';
import type { Restored } from './change-set.port.js';

const AT_ONCE = 500;
type Names = ReadonlyMap<number, string>;

/** What became of each customer of a change set, and what would become of him by its undo. */
@Injectable()
export class ChangeResult {
  constructor(
    private readonly items: ChangeItemRepository,
    private readonly kinds: ChangeKinds,
    private readonly staff: StaffDirectory,
    private readonly customers: CustomersNamedRepository,
    private readonly context: Context,
  ) {}

  async rows(set: ChangeSet, list: ChangedCustomers): Promise<Page<ReturnType<ChangeResult['row']>>> {
    const { page, pageSize } = list;
    const sort = 'place';
    const after = list.cursor ? decodeCursor(list.cursor, sort).id : 0;
    const offset = list.cursor ? 0 : (page - 1) * pageSize;
    const found = await this.items.page(set.id, { state: list.outcome, undoState: list.undo }, { after, offset, limit: pageSize + 1 });
    const shown = found.rows.slice(0, pageSize);
    const called = await this.customers.of(shown.map((row) => row.customerId));
    const names = await this.staff.namesOf(
      shown.flatMap((row) => [row.toStaffId ?? [], ...(row.conflicts ?? []).map((c) => c.byId ?? [])].flat()),
    );
    const last = shown.at(-1)?.place;
    return {
      items: shown.map((row) => this.row(row, called, names)),
      total: found.total,
      page,
      pageSize,
      nextCursor: found.rows.length > pageSize && last ? encodeCursor({ sort, value: last, id: last }) : null,
    };
  }

  /** Writes nothing. */
  async undoForecast(set: ChangeSet): Promise<UndoForecast> {
    const kind = this.kinds.of(set.kind);
    const counts = { back: 0, partly: 0, kept: 0 };
    const codes: string[] = [];
    for (let after = 0; ;) {
      const items = await this.kinds.standing(set, after, AT_ONCE);
      for (const one of await kind.takeBack(set, items, { dry: true })) {
        counts[one.undoState]++;
        codes.push(...codesOf(one));
      }
      if (items.length < AT_ONCE) break;
      after = items.at(-1)!.place;
    }
    const matched = counts.back + counts.partly + counts.kept;
    return { matched, ...counts, conflicts: reasonsOf(codes, this.context.language) };
  }

  private row(row: ItemRow, called: Names, names: Names) {
    const { language } = this.context;
    const told = ({ code, field, byId, at }: Conflict) => ({
      code,
      ...(field ? { field } : {}),
      detail: reasonText(code, language),
      ...(byId === undefined ? {} : { byId, byName: byId === null ? null : (names.get(byId) ?? null) }),
      ...(at === undefined ? {} : { at: iso(at) }),
    });
    return {
      place: row.place,
      customerId: row.customerId,
      number: customerNumber(row.customerId),
      ...(called.has(row.customerId) ? { name: called.get(row.customerId) } : {}),
      ...(row.toStaffId === null ? {} : { toStaffId: row.toStaffId, toStaffName: names.get(row.toStaffId) ?? null }),
      outcome: row.state,
      ...(row.code === null ? {} : { code: row.code, detail: reasonText(row.code, language) }),
      undo: row.undoState,
      ...(row.conflicts ? { conflicts: row.conflicts.map(told) } : {}),
    };
  }
}

const codesOf = ({ conflicts = [] }: Restored): string[] => [...new Set(conflicts.map(({ code }) => code))];
