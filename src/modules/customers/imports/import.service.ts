import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { changesNothing, given } from '../../../platform/http/given.js';
import type { Page } from '../../../platform/http/list-query.js';
import { type ImportChange, type ImportListQuery, type ImportRowsQuery, importView, type ImportView, rowView } from './import.dto.js';
import { ImportEndService } from './import-end.service.js';
import type { CustomerImport } from './import.entity.js';
import { ImportMappings } from './import-mappings.service.js';
import { ImportRepository } from './import.repository.js';
import { ImportSight } from './import-sight.service.js';
import { ImportStartService } from './import-start.service.js';
import { importErrors } from './imports.rules.js';

/** Imports as people handle them: look, map, start, cancel, read the result. */
@Injectable()
export class ImportService {
  constructor(
    private readonly imports: ImportRepository,
    private readonly mappings: ImportMappings,
    private readonly starts: ImportStartService,
    private readonly end: ImportEndService,
    private readonly sight: ImportSight,
    private readonly context: Context,
  ) {}

  async list(list: ImportListQuery): Promise<Page<ImportView>> {
    const page = await this.imports.page(list);
    return { ...page, items: page.items.map((one) => this.view(one)) };
  }

  async get(id: number): Promise<ImportView> {
    return this.view(await this.find(id));
  }

  async rows(id: number, list: ImportRowsQuery) {
    const imported = await this.find(id);
    const sight = { seen: this.sight.cells(imported), faulty: this.sight.faulty(imported) };
    const page = await this.imports.rows(id, list);
    return { ...page, items: page.items.map((row) => rowView(row, this.context.language, sight)) };
  }

  /** Of those it has created: how many have an owner, wait (`looked`: a run found nobody for them), or are elsewhere. */
  async whereabouts(id: number) {
    const { distribute } = await this.find(id);
    const rows = await this.imports.whereabouts(id);
    const sum = (holding: string, looked?: boolean) =>
      rows
        .filter((row) => row.holding === holding && (looked === undefined || (row.reason !== null) === looked))
        .reduce((n, row) => n + row.n, 0);
    return { distribute, owned: sum('owned'), waiting: sum('pending', false), stranded: sum('pending', true), pool: sum('pool') };
  }

  /** @throws import.mapping (400) with every fault, import.state (409) once it has been started, stale (409). */
  @Transactional()
  async change(id: number, { version, ...change }: ImportChange): Promise<ImportView> {
    const before = await this.find(id, 'create');
    if (change.mapping) this.mappings.demand(change.mapping, before.header);
    if (change.mapping) this.sight.demandMapped(before, change.mapping);
    if (before.state !== 'uploaded') throw importErrors['import.state']();
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (changesNothing(before, change)) return this.view(before);
    if (!(await this.imports.settle(id, before.version, given(change)))) throw commonErrors.stale();
    return this.get(id);
  }

  /** Runs it as a job. @throws import.state (409) when it was started before, import.mapping (400), field.forbidden (403). */
  @Transactional()
  async start(id: number): Promise<ImportView> {
    await this.starts.start(await this.find(id, 'create'));
    return this.get(id);
  }

  /** What is in stays in. @throws import.state (409) when it is not under way. */
  @Transactional()
  async cancel(id: number): Promise<ImportView> {
    const imported = await this.find(id, 'cancel');
    if (!['waiting', 'running'].includes(imported.state)) throw importErrors['import.state']();
    await this.end.cancelled(id);
    return this.get(id);
  }

  private view(imported: CustomerImport): ImportView {
    return importView(imported, this.context.language, this.sight.cells(imported));
  }

  async find(id: number, action = 'read'): Promise<CustomerImport> {
    const found = await this.imports.find(id, action === 'create' ? 'read' : action);
    if (!found) throw commonErrors['not-found']();
    return found;
  }
}
