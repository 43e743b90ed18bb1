import { Injectable } from '@nestjs/common';
import { Faults, type Found } from '../../../platform/http/faults.js';
import { FurtherFaults } from '../../../platform/http/further-faults.js';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import type { Filters } from '../assignment/plan.js';
import { QuotaChange, QuotaCreate, type QuotaDraft } from './quota.dto.js';
import { QuotaRepository } from './quota.repository.js';

/** The dictionary of customers' sources. */
export const SOURCES = 'customer.source';

/** Sources and courses that a quota is limited to must be there, though operations may have retired them: a misspelt one would match nobody for ever. */
@Injectable()
export class QuotaReferences extends FurtherFaults {
  readonly schemas = [QuotaCreate, QuotaChange];

  constructor(
    private readonly quotas: QuotaRepository,
    private readonly dictionaries: Dictionaries,
    private readonly faults: Faults,
  ) {
    super();
  }

  /** @throws input.invalid (400) */
  async demand(filters: Filters | null | undefined): Promise<void> {
    this.faults.demandNone(await this.of({ filters }));
  }

  /** The same of several that nobody has saved, as they stand in the input. @throws input.invalid (400) */
  async demandOfDrafts(drafts: readonly QuotaDraft[]): Promise<void> {
    const found = await Promise.all(
      drafts.map(async (draft, i) => (await this.of(draft)).map((one) => ({ ...one, path: `quotas.${i}.${one.path}` }))),
    );
    this.faults.demandNone(found.flat());
  }

  async of({ filters }: { readonly filters?: Filters | null | undefined }): Promise<Found[]> {
    const { sources = [], courseIds = [] } = filters ?? {};
    const known = await Promise.all(sources.map((source) => this.dictionaries.had(SOURCES, source)));
    const courses = courseIds.length ? await this.quotas.knownCourses(courseIds) : new Set<number>();
    return [
      ...sources.flatMap((_, i) => (known[i] ? [] : [{ path: `filters.sources.${i}`, code: 'dictionary.unknown' }])),
      ...courseIds.flatMap((id, i) => (courses.has(id) ? [] : [{ path: `filters.courseIds.${i}`, code: 'reference.unknown' }])),
    ];
  }
}
