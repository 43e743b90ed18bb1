import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/context/clock.js';
import { commonErrors } from '../../platform/errors/common.errors.js';
import { changesNothing } from '../../platform/http/given.js';
import type { CustomerWritable } from './customer.dto.js';
import { columnsOf, CustomerRecord, loggable, PERSONAL } from './customer-record.js';
import { CustomerReach } from './customer-reach.service.js';
import { CustomerRepository, type ReachedRow } from './customer.repository.js';
import { DeadlineRefresh } from './deadlines/deadline-refresh.service.js';

/** Writes his row, and judges what comes of it. @returns whether a manager has overruled a bar. */
type Judged = (write: () => Promise<void>) => Promise<boolean>;
const unjudged: Judged = async (write) => {
  await write();
  return false;
};

/** The rows of a customer who is changed, all or none. */
@Injectable()
export class CustomerRewrite {
  constructor(
    private readonly repository: CustomerRepository,
    private readonly record: CustomerRecord,
    private readonly reach: CustomerReach,
    private readonly deadlines: DeadlineRefresh,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Under his lock. @throws stale (409) when he has moved on since that version, forbidden (403) when the change would take him out of the caller's scope. */
  async rewrite(locked: ReachedRow, version: number | undefined, values: CustomerWritable, judged: Judged = unjudged): Promise<void> {
    const { id } = locked;
    if (version !== undefined && version !== locked.version) throw commonErrors.stale();
    const before = (await this.repository.find(id, this.reach.sql('update')))!;
    const was = await this.presently(id, values, before);
    // two ID numbers may look the same where they are masked
    if (!values.person?.idNumber && changesNothing(was, values)) return;
    const overruled = await judged(async () => {
      if (!(await this.repository.update(id, locked.version, { ...columnsOf(values), updatedAt: this.clock.now() })))
        throw commonErrors.stale();
    });
    await this.log(id, values, was, overruled);
    await this.record.putBelongings(id, values.type ?? before.type, values);
    await this.record.demandWithin(id, 'read', 'update');
    if (values.source !== undefined && values.source !== before.source) await this.deadlines.sourceChanged([id], this.reach.staffId);
  }

  /** What the log keeps of the record as it is, under the names of the body. */
  private async presently(id: number, values: CustomerWritable, before: object): Promise<Record<string, unknown>> {
    const names = Object.keys(values);
    const row = before as Record<string, unknown>;
    const was: Record<string, unknown> = Object.fromEntries(
      names.map((name) => [name, typeof values[name as 'doNotCall'] === 'boolean' ? Boolean(row[name]) : (row[name] ?? null)]),
    );
    if (values.courseIds) was['courseIds'] = await this.repository.courseIds(id);
    if (values.tags) was['tags'] = await this.repository.tags(id);
    for (const kind of ['person', 'company'] as const) {
      const given = values[kind];
      if (!given) continue;
      const profile = (await this.repository.profile(kind, id)) as Record<string, unknown> | null;
      was[kind] = Object.fromEntries(
        Object.keys(given).map((name) => [name, profile?.[name === 'idNumber' ? 'idNumberMasked' : name] ?? null]),
      );
    }
    return was;
  }

  private async log(id: number, values: CustomerWritable, was: Record<string, unknown>, overruled: boolean): Promise<void> {
    await this.audit.record({
      subject: 'Customer',
      subjectId: id,
      action: 'update',
      before: was,
      after: loggable(values),
      ...(overruled ? { detail: { override: true } } : {}),
      person: { subject: 'Customer', id },
      personal: PERSONAL,
    });
  }
}
