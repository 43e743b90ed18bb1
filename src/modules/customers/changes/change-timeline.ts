import { Injectable } from '@nestjs/common';
import { CustomerChild, type TimelineBefore, type TimelineEntry } from '../customer.port.js';
import { ChangeTimelineRepository } from './change-timeline.repository.js';

/** What was done to a customer among many, in his timeline; who owned him stands there by itself. */
@Injectable()
export class ChangeTimeline extends CustomerChild {
  readonly name = { 'zh-CN': '批量操作', en: 'bulk changes' };

  constructor(private readonly changes: ChangeTimelineRepository) {
    super();
  }

  async blocksDelete(): Promise<readonly number[]> {
    return [];
  }

  timeline(customerId: number, before: TimelineBefore | undefined, limit: number): Promise<readonly TimelineEntry[]> {
    return this.changes.entries(customerId, before?.at, limit);
  }

  /** What was done to a record stays its own: after a merge nothing of it can be taken back. */
  async reparent(): Promise<readonly number[]> {
    return [];
  }

  /** They go with his row. */
  async erase(): Promise<void> {}

  /** What he was before is nobody's to give back any more; the counts of the change stay. */
  forget(customerIds: readonly number[]): Promise<void> {
    return this.changes.forget(customerIds);
  }
}
