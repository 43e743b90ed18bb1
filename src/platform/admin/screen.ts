import type { BusinessTime } from '../context/business-time.js';
import type { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { adminErrors } from './admin.errors.js';
import type { Payload } from './admin-body.js';
import type { AdminAction, AdminPlace } from './admin-resource.js';
import type { AdminOutcome, AdminRow } from './admin-source.js';
import { adminText } from './admin-texts.js';
import { type ListRequest, MAX_PER_PAGE, readList } from './list-request.js';
import { type Links, linksOf, NO_LINKS, paramOf, type Params, workedOut } from './row-view.js';
import type { ScreenFields } from './screen-fields.js';
import { ScreenForm } from './screen-form.js';
import type { ScreenVerbs } from './screen-verbs.js';

/** One declared resource for the caller of the moment: what AdminJS may ask is narrowed here, then done by the module's own verbs. */
export class Screen {
  private readonly form: ScreenForm;

  constructor(
    readonly fields: ScreenFields,
    readonly verbs: ScreenVerbs,
    readonly time: BusinessTime,
    private readonly context: Context,
  ) {
    this.form = new ScreenForm(fields, time, context);
  }

  get definition() {
    return this.fields.definition;
  }

  async list(address: URLSearchParams): Promise<{ request: ListRequest; items: AdminRow[]; total: number }> {
    this.demand('read');
    const request = this.form.collect((refuse) => readList(address, this.fields, this.time, refuse));
    if (request.query.search && !this.fields.searches()) return { request, items: [], total: 0 };
    const { items, total } = await this.verbs.list(request.query);
    return { request, items: items.slice(0, request.query.pageSize), total };
  }

  /** Rows for the pickers of other forms. */
  async search(text: string): Promise<AdminRow[]> {
    this.demand('read');
    const { searchable, properties, title } = this.definition;
    const filter = properties.find((p) => p.name === title)?.filter;
    const wanted = text.trim().slice(0, 100);
    const query = { page: 1, pageSize: 50, filters: {} as Record<string, string> };
    if (!wanted) return (await this.verbs.list(query)).items;
    if (searchable) return this.fields.searches() ? (await this.verbs.list({ ...query, search: wanted })).items : [];
    if (filter && this.fields.filterable().some((p) => p.name === title))
      return (await this.verbs.list({ ...query, filters: { [filter]: wanted } })).items;
    const { items } = await this.verbs.list({ ...query, pageSize: MAX_PER_PAGE });
    return items.filter((row) => this.titleOf(row).toLowerCase().includes(wanted.toLowerCase()));
  }

  async get(id: number): Promise<AdminRow> {
    this.demand('read');
    return this.verbs.get(id);
  }

  /** Several rows; one that is not in reach refuses them all, so that nothing is done to half a selection. */
  async getAll(ids: readonly number[]): Promise<AdminRow[]> {
    if (ids.length > MAX_PER_PAGE) throw adminErrors['admin.too-many-rows']({ max: MAX_PER_PAGE });
    const rows: AdminRow[] = [];
    for (const id of ids) rows.push(await this.get(id));
    return rows;
  }

  async create(payload: Payload): Promise<AdminRow> {
    this.demand('create');
    this.verbs.demand('create');
    const values = this.form.values(this.form.read(payload, 'new'), 'new');
    // what was left empty is left out, so that the service's own defaults hold
    return this.verbs.create(Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null)));
  }

  async update(row: AdminRow, payload: Payload): Promise<AdminRow> {
    this.demandOn('edit', 'update', row);
    this.verbs.demand('update');
    const form = this.form.read(payload, 'edit', ['id', 'version']);
    if (form.has('id') && String(form.get('id')) !== String(row.id)) this.form.collect((refuse) => refuse('id', 'invalid'));
    const before = this.form.shown(this.params(row, 'edit'), 'edit');
    const changed = Object.fromEntries(
      Object.entries(this.form.values(form, 'edit')).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name] ?? null),
      ),
    );
    if (!Object.keys(changed).length) return row;
    const version = form.get('version');
    return this.verbs.update(row.id, version === undefined || version === null ? changed : { ...changed, version: Number(version) });
  }

  async remove(row: AdminRow): Promise<void> {
    this.demandOn('delete', 'delete', row);
    this.verbs.demand('remove');
    await this.verbs.remove(row.id);
  }

  async run(action: AdminAction, rows: readonly AdminRow[], payload: Payload): Promise<AdminOutcome> {
    if (!this.fields.canRun(action)) throw commonErrors.forbidden();
    for (const row of rows) if (!this.allows(row, action.name)) throw commonErrors.conflict();
    const inputs = this.form.inputs(action.inputs ?? [], payload);
    return this.verbs.run(
      action.method,
      rows.map((row) => row.id),
      inputs,
    );
  }

  /** Whether the row's own state leaves this button; the permission is asked apart. */
  allows(row: AdminRow, name: string): boolean {
    const { allowed } = this.definition;
    return !allowed || ['show', ...allowed(row)].includes(name);
  }

  titleOf(row: AdminRow): string {
    const { title } = this.definition;
    const property = this.fields.readable().find((p) => p.name === title);
    if (property?.type === 'reference') return linksOf(property, row)[0]?.title ?? `#${row.id}`;
    const value = property && workedOut(row, [property], this.context.language)[title];
    return value === undefined || value === null || value === '' ? `#${row.id}` : String(value).trim();
  }

  /** What is asked before a row is deleted: it is named, and what becomes of it is said. */
  askToDelete(row: AdminRow): string {
    const { language } = this.context;
    const what = this.definition.removal?.[language] ?? adminText('deleteFinal', language);
    return adminText('deleteAsk', language, { title: this.titleOf(row), what });
  }

  params(row: AdminRow, place: AdminPlace, links: Links = NO_LINKS): Params {
    const own = place === 'edit' && row['version'] !== undefined ? { version: row['version'] } : {};
    const shown = this.fields.in(place);
    const whole = workedOut(row, shown, this.context.language);
    return Object.assign({ id: row.id, ...own }, ...shown.map((p) => paramOf(p, whole, place, this.time, links))) as Params;
  }

  demand(permission: string): void {
    if (!this.fields.can(permission)) throw commonErrors.forbidden();
  }

  private demandOn(name: string, permission: string, row: AdminRow): void {
    this.demand(permission);
    if (!this.allows(row, name)) throw commonErrors.conflict();
  }
}
