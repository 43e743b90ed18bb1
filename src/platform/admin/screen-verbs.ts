import type { ValidationPipe } from '../http/validation.pipe.js';
import { adminErrors } from './admin.errors.js';
import type { AdminListQuery, AdminOutcome, AdminRow, AdminShapes, AdminSource, AdminValues } from './admin-source.js';

type Listed = ReturnType<AdminSource['list']>;
type Changing = 'create' | 'update' | 'remove';
type Method = (ids: readonly number[], inputs: AdminValues) => Promise<AdminOutcome>;

/** A source's verbs as its screen calls them: lists and forms pass the shapes of the declaration first. */
export class ScreenVerbs {
  constructor(
    private readonly source: AdminSource,
    private readonly shapes: AdminShapes | undefined,
    private readonly validation: ValidationPipe,
  ) {}

  offers(verb: Changing): boolean {
    return !!this.source[verb];
  }

  /** @throws admin.unknown (404) for a verb the source does not have. */
  demand(verb: Changing): void {
    if (!this.offers(verb)) throw adminErrors['admin.unknown']();
  }

  async list(query: AdminListQuery): Listed {
    if (!this.shapes) return this.source.list(query);
    const { filters, ...rest } = query;
    return this.source.list((await this.validation.parse(this.shapes.list, { ...rest, ...filters })) as unknown as AdminListQuery);
  }

  get(id: number): Promise<AdminRow> {
    return this.source.get(id);
  }

  /** `create`, `update` and `remove` are for those that are offered. */
  async create(values: AdminValues): Promise<AdminRow> {
    return this.source.create!(await this.checked('create', values));
  }

  async update(id: number, values: AdminValues): Promise<AdminRow> {
    return this.source.update!(id, await this.checked('update', values));
  }

  remove(id: number): Promise<void> {
    return this.source.remove!(id);
  }

  run(method: string, ids: readonly number[], inputs: AdminValues): Promise<AdminOutcome> {
    return (this.source as unknown as Record<string, Method>)[method]!(ids, inputs);
  }

  private async checked(verb: 'create' | 'update', values: AdminValues): Promise<AdminValues> {
    const shape = this.shapes?.[verb];
    return shape ? ((await this.validation.parse(shape, values)) as AdminValues) : values;
  }
}
