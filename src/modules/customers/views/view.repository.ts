import { Injectable } from '@nestjs/common';
import { Not, type SelectQueryBuilder } from 'typeorm';
import { Database } from '../../../platform/database/database.js';
import { searched } from '../../../platform/database/search.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { departmentsOf } from '../deadlines/deadline-rule-choice.js';
import type { ViewList, ViewRow } from './view.dto.js';
import { SavedView, SavedViewDefault } from './view.entity.js';

/** Whoever looks: his own views, those of his department and the ones above it, and those he looks after. */
export interface Viewer {
  readonly id: number;
  readonly departmentId: number | null;
}

@Injectable()
export class ViewRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  async page(viewer: Viewer, list: ViewList): Promise<Page<ViewRow>> {
    const query = await this.visible(viewer);
    searched(query, list.search, 'v.name');
    if (list.shared !== undefined) query.andWhere(list.shared ? 'v.departmentId IS NOT NULL' : 'v.departmentId IS NULL');
    const page = await pageOf(query, list, { name: 'name', createdAt: 'id' }, 'name');
    return { ...page, items: page.items.map(named) };
  }

  async find(viewer: Viewer, id: number): Promise<ViewRow | undefined> {
    const row = await (await this.visible(viewer)).andWhere('v.id = :id', { id }).getOne();
    return row ? named(row) : undefined;
  }

  /** Whoever may see it. */
  async any(id: number): Promise<ViewRow | undefined> {
    const row = await this.withNames().where('v.id = :id', { id }).getOne();
    return row ? named(row) : undefined;
  }

  async insert(values: Omit<SavedView, 'id' | 'owner' | 'department'>): Promise<number> {
    const { identifiers } = await this.database.repository(SavedView).insert(values);
    return Number(identifiers[0]!['id']);
  }

  /** @returns false when it is not in that version (any more). */
  async update(id: number, version: number, values: Partial<SavedView>): Promise<boolean> {
    return (await this.database.repository(SavedView).update({ id, version }, { ...values, version: version + 1 } as never)).affected === 1;
  }

  async remove(id: number): Promise<boolean> {
    return (await this.database.repository(SavedView).delete({ id })).affected === 1;
  }

  async defaultOf(staffId: number): Promise<number | undefined> {
    return (await this.database.repository(SavedViewDefault).findOneBy({ staffId }))?.viewId;
  }

  async makeDefault(staffId: number, viewId: number): Promise<void> {
    const onConflict = this.database.dialect.onConflict(['staffId'], (added) => `viewId = ${added('viewId')}`);
    await this.database.run(`INSERT INTO saved_view_default (staffId, viewId) VALUES (?, ?)${onConflict}`, [staffId, viewId]);
  }

  /** @returns whether it was. */
  async noDefault(staffId: number, viewId: number): Promise<boolean> {
    return (await this.database.repository(SavedViewDefault).delete({ staffId, viewId })).affected === 1;
  }

  /** Nobody else's list begins with it any more. */
  async onlyHisDefault(staffId: number, viewId: number): Promise<void> {
    await this.database.repository(SavedViewDefault).delete({ viewId, staffId: Not(staffId) });
  }

  async hasDepartment(id: number): Promise<boolean> {
    return (await this.database.rows('SELECT id FROM department WHERE id = ?', [id])).length > 0;
  }

  private async visible(viewer: Viewer): Promise<SelectQueryBuilder<SavedView>> {
    const kept = this.scope.sql('SavedView', 'share', (field) => (field === 'departmentId' ? 'v.departmentId' : undefined));
    const above = await this.above(viewer.departmentId);
    const shared = [...(above.length ? [`v.departmentId IN (${above.join(', ')})`] : []), `(v.departmentId IS NOT NULL AND ${kept.sql})`];
    return this.scope.narrow(this.withNames().where('1 = 1'), {
      sql: `(v.ownerId = ? OR ${shared.join(' OR ')})`,
      params: [viewer.id, ...kept.params],
    });
  }

  private withNames(): SelectQueryBuilder<SavedView> {
    return this.database
      .repository(SavedView)
      .createQueryBuilder('v')
      .innerJoin('v.owner', 'o')
      .leftJoin('v.department', 'd')
      .addSelect(['o.id', 'o.name', 'd.id', 'd.name']);
  }

  /** A department and those above it. */
  private async above(departmentId: number | null): Promise<number[]> {
    if (departmentId === null) return [];
    const [row] = await this.database.rows<{ path: string }>('SELECT path FROM department WHERE id = ?', [departmentId]);
    return departmentsOf(row?.path);
  }
}

const named = (view: SavedView): ViewRow => ({ ...view, ownerName: view.owner?.name ?? '', departmentName: view.department?.name ?? null });
