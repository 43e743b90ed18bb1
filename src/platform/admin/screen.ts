import type { BusinessTime } from '../context/business-time.js';
import type { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import type { Fault } from '../errors/domain-error.js';
import { ruleText } from '../http/validation-messages.js';
import { adminErrors } from './admin.errors.js';
import type { AdminAction, AdminOutcome, AdminPlace, AdminRow, AdminSource } from './admin-resource.js';
import { type Form, faultCollector, readForm, valueOf } from './form-input.js';
import { type ListRequest, MAX_PER_PAGE, readList } from './list-request.js';
import { type Links, NO_LINKS, paramOf, type Params } from './row-view.js';
import type { ScreenFields } from './screen-fields.js';

type Method = (ids: readonly number[], inputs: Record<string, unknown>) => Promise<AdminOutcome>;
type Payload = Readonly<Record<string, unknown>>;

/** One declared resource for the caller of the moment: what AdminJS may ask is narrowed here, then done by the module's own verbs. */
export class Screen {
  constructor(
    readonly fields: ScreenFields,
    readonly source: AdminSource,
    readonly time: BusinessTime,
    private readonly context: Context,
  ) {}

  get definition() {
    return this.fields.definition;
  }

  async list(address: URLSearchParams): Promise<{ request: ListRequest; items: AdminRow[]; total: number }> {
    this.demand('read');
    const { faults, refuse } = faultCollector(this.text);
    const request = readList(address, this.fields, this.time, refuse);
    this.refuseFaults(faults);
    const { items, total } = await this.source.list(request.query);
    return { request, items: items.slice(0, request.query.pageSize), total };
  }

  /** Rows for the pickers of other forms. */
  async search(text: string): Promise<AdminRow[]> {
    this.demand('read');
    const { searchable, properties, title } = this.definition;
    const filter = properties.find((p) => p.name === title)?.filter;
    const wanted = text.trim().slice(0, 100);
    const query = { page: 1, pageSize: 50, filters: {} as Record<string, string> };
    if (!wanted) return (await this.source.list(query)).items;
    if (searchable) return (await this.source.list({ ...query, search: wanted })).items;
    if (filter && this.fields.filterable().some((p) => p.name === title))
      return (await this.source.list({ ...query, filters: { [filter]: wanted } })).items;
    const { items } = await this.source.list({ ...query, pageSize: MAX_PER_PAGE });
    return items.filter((row) => this.titleOf(row).toLowerCase().includes(wanted.toLowerCase()));
  }

  async get(id: number): Promise<AdminRow> {
    this.demand('read');
    return this.source.get(id);
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
    if (!this.source.create) throw adminErrors['admin.unknown']();
    const form = this.read(payload, 'new', []);
    const values = this.values(form, 'new');
    // what was left empty is left out, so that the service's own defaults hold
    return this.source.create(Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null)));
  }

  async update(row: AdminRow, payload: Payload): Promise<AdminRow> {
    this.demandOn('edit', 'update', row);
    if (!this.source.update) throw adminErrors['admin.unknown']();
    const form = this.read(payload, 'edit', ['id', 'version']);
    if (form.has('id') && String(form.get('id')) !== String(row.id))
      throw this.faulty([{ path: 'id', code: 'invalid', message: this.text('invalid') }]);
    const values = this.values(form, 'edit');
    const before = this.values(readForm(this.params(row, 'edit'), this.lists('edit')), 'edit', true);
    const changed = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name] ?? null)),
    );
    if (!Object.keys(changed).length) return row;
    const version = form.get('version');
    return this.source.update(row.id, version === undefined || version === null ? changed : { ...changed, version: Number(version) });
  }

  async remove(row: AdminRow): Promise<void> {
    this.demandOn('delete', 'delete', row);
    if (!this.source.remove) throw adminErrors['admin.unknown']();
    await this.source.remove(row.id);
  }

  async run(action: AdminAction, rows: readonly AdminRow[], payload: Payload): Promise<AdminOutcome> {
    if (!this.fields.canRun(action)) throw commonErrors.forbidden();
    for (const row of rows) if (!this.allows(row, action.name)) throw commonErrors.conflict();
    const inputs = action.inputs ?? [];
    const form = readForm(payload, new Set(inputs.filter((p) => p.type === 'references').map((p) => p.name)));
    const { faults, refuse } = faultCollector(this.text);
    for (const name of form.keys()) if (!inputs.some((p) => p.name === name)) refuse(name, 'field.unknown');
    const values: Record<string, unknown> = {};
    for (const property of inputs) {
      const value = valueOf(property, form.get(property.name), this.time, refuse);
      if (property.required && (value === null || value === undefined) && !faults.some((f) => f.path === property.name))
        refuse(property.name, 'required');
      values[property.name] = value;
    }
    this.refuseFaults(faults);
    const method = (this.source as unknown as Record<string, Method>)[action.method]!;
    return method.call(
      this.source,
      rows.map((row) => row.id),
      values,
    );
  }

  /** Whether the row's own state leaves this button; the permission is asked apart. */
  allows(row: AdminRow, name: string): boolean {
    return !this.source.allowed || ['show', ...this.source.allowed(row)].includes(name);
  }

  titleOf(row: AdminRow): string {
    const { title } = this.definition;
    const readable = this.fields.readable().some((p) => p.name === title);
    const value = readable ? row[title] : undefined;
    return value === undefined || value === null || value === '' ? `#${row.id}` : String(value);
  }

  params(row: AdminRow, place: AdminPlace, links: Links = NO_LINKS): Params {
    const own = place === 'edit' && row['version'] !== undefined ? { version: row['version'] } : {};
    return Object.assign({ id: row.id, ...own }, ...this.fields.in(place).map((p) => paramOf(p, row, place, this.time, links))) as Params;
  }

  demand(permission: string): void {
    if (!this.fields.can(permission)) throw commonErrors.forbidden();
  }

  private demandOn(name: string, permission: string, row: AdminRow): void {
    this.demand(permission);
    if (!this.allows(row, name)) throw commonErrors.conflict();
  }

  private lists(place: AdminPlace): ReadonlySet<string> {
    return new Set(
      this.fields
        .in(place)
        .filter((p) => p.type === 'references')
        .map((p) => p.name),
    );
  }

  /** @throws input.invalid for names nobody declared, field.forbidden for declared ones the caller may not set here. */
  private read(payload: Payload, place: AdminPlace, extra: readonly string[]): Form {
    const form = readForm(payload, this.lists(place));
    const writable = new Set([...this.fields.in(place).map((p) => p.name), ...extra]);
    const declared = new Set(this.definition.properties.map((p) => p.name));
    const refused = [...form.keys()].filter((name) => !writable.has(name));
    const unknown = refused.filter((name) => !declared.has(name));
    if (unknown.length) throw this.faulty(unknown.map((path) => ({ path, code: 'field.unknown', message: this.text('field.unknown') })));
    if (refused.length) throw commonErrors['field.forbidden']({ fields: refused.join(', ') });
    return form;
  }

  private values(form: Form, place: AdminPlace, stored = false): Record<string, unknown> {
    const { faults, refuse } = faultCollector(this.text);
    const values: Record<string, unknown> = {};
    for (const property of this.fields.in(place)) {
      if (!form.has(property.name)) {
        if (place === 'new' && property.required && property.type !== 'boolean') refuse(property.name, 'required');
        continue;
      }
      const given = form.get(property.name);
      if (property.type === 'password' && (given === null || given === '')) {
        if (place === 'new' && property.required) refuse(property.name, 'required');
        continue;
      }
      const value = valueOf(property, given, this.time, refuse);
      if (property.required && value === null) refuse(property.name, 'required');
      values[property.name] = value;
    }
    if (!stored) this.refuseFaults(faults);
    return values;
  }

  private refuseFaults(faults: Fault[]): void {
    if (faults.length) throw this.faulty(faults);
  }

  private faulty(faults: Fault[]) {
    return commonErrors['input.invalid']({}, { faults });
  }

  private readonly text = (code: string): string => ruleText(code, this.context.language);
}
