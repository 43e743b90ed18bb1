import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../audit/audit.js';
import { Clock } from '../context/clock.js';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import type { Page } from '../http/list-query.js';
import { Jobs } from '../jobs/jobs.js';
import { DeliveryRepository } from './delivery.repository.js';
import { type DeliveryQuery, deliveryView, type DeliveryView } from './notifications.dto.js';
import { notificationErrors } from './notifications.errors.js';
import { deliverJob } from './notifications.jobs.js';

/** How messages got to people, for operations. */
@Injectable()
export class DeliveryBoard {
  constructor(
    private readonly repository: DeliveryRepository,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly context: Context,
    private readonly clock: Clock,
  ) {}

  async page(query: DeliveryQuery): Promise<Page<DeliveryView>> {
    const page = await this.repository.page(query, query);
    return { ...page, items: page.items.map((one) => deliveryView(one, this.context.language)) };
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<DeliveryView> {
    const found = await this.repository.find(id);
    if (!found) throw commonErrors['not-found']();
    return deliveryView(found, this.context.language);
  }

  /** By a person's decision, with a retry plan of its own; this may send a second copy of what is `unknown`. @throws not-found (404), delivery.not-stuck (409) */
  @Transactional()
  async retry(id: number): Promise<DeliveryView> {
    const { state, channel } = await this.get(id);
    const batch = await this.repository.requeue(id, this.clock.now());
    if (batch === null) throw notificationErrors['delivery.not-stuck']();
    await this.jobs.enqueue(deliverJob, { batch });
    await this.audit.record({ subject: 'Delivery', subjectId: id, action: 'retry', detail: { channel, state } });
    return this.get(id);
  }
}
