import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Context } from '../../../platform/context/context.js';
import { given } from '../../../platform/http/given.js';
import type { ChangeSetView, Forecast } from '../changes/change.dto.js';
import { ChangeCollection, missingOf } from '../changes/change-collection.service.js';
import { ChangeSets } from '../changes/change-set.service.js';
import { CustomerChecks } from '../customer-checks.js';
import { TagService } from '../tags/tag.service.js';
import type { BulkAssign, BulkEdit } from './bulk.dto.js';
import { BulkForecasts } from './bulk-forecasts.service.js';
import { type EditWhat, namesOf } from './edit-plan.js';

/** Many customers changed or handed over at once, ticked ones or all that match: forecast, then begun as a job. */
@Injectable()
export class BulkService {
  constructor(
    private readonly collection: ChangeCollection,
    private readonly forecasts: BulkForecasts,
    private readonly sets: ChangeSets,
    private readonly checks: CustomerChecks,
    private readonly tags: TagService,
    private readonly context: Context,
  ) {}

  /** @throws input.invalid (400), field.forbidden and forbidden (403), not-found (404) for a view, change.none, change.too-many (409). */
  @Transactional()
  async edit({ ids, filters, view, ...what }: BulkEdit): Promise<ChangeSetView> {
    await this.demandValid(what);
    const { selection } = await this.collection.settled({ ids, filters, view });
    if (what.addTags) await this.tags.idsOf(what.addTags);
    return this.sets.begin({ kind: 'edit', selection, what: given(what), language: this.context.language });
  }

  /** Writes nothing. @throws what `edit` throws. */
  async editForecast({ ids, filters, view, ...what }: BulkEdit): Promise<Forecast> {
    await this.demandValid(what);
    const found = await this.collection.settled({ ids, filters, view });
    return this.forecasts.edit(found.ids, what, missingOf(found.selection, found.ids));
  }

  /** @throws input.invalid (400), customer.receiver-unknown and not-found (404), customer.assignee-inactive, customer.assignee-cannot-hold, change.none, change.too-many (409). */
  @Transactional()
  async assign({ ids, filters, view, ...what }: BulkAssign): Promise<ChangeSetView> {
    const found = await this.collection.settled({ ids, filters, view });
    await this.forecasts.demandReceivers(what.toStaffIds, found.ids);
    return this.sets.begin({ kind: 'assign', selection: found.selection, what: given(what), language: this.context.language });
  }

  /** Writes nothing. @throws what `assign` throws. */
  async assignForecast({ ids, filters, view, ...what }: BulkAssign): Promise<Forecast> {
    const found = await this.collection.settled({ ids, filters, view });
    await this.forecasts.demandReceivers(what.toStaffIds, found.ids);
    return this.forecasts.assign(found.ids, what, missingOf(found.selection, found.ids));
  }

  /** What the caller may write of no customer is refused before anybody is looked for; what of some, customer by customer. */
  private async demandValid(what: EditWhat): Promise<void> {
    const body = Object.fromEntries(namesOf(what).map((name) => [name, true]));
    this.checks.demandFields('update', body);
    const courseIds = what.courseIds ?? what.addCourseIds;
    await this.checks.demandValid({ ...given(what.set ?? {}), ...(courseIds ? { courseIds } : {}) }, 'person');
  }
}
