import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock } from '../../../platform/context/clock.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { Declarations } from '../../../platform/registry/declarations.js';
import { CustomerArrivals } from '../customer.port.js';
import type { CustomerImport } from './import.entity.js';
import { importDone } from './import.messages.js';
import { ImportRepository } from './import.repository.js';
import { ImportChanges } from './undo/import-changes.service.js';

const ARRIVALS = 5000;

/** How an import ends: state, one entry in the log, one message, and the new customers go to distribution, all in one transaction. */
@Injectable()
export class ImportEndService {
  constructor(
    private readonly imports: ImportRepository,
    private readonly audit: Audit,
    private readonly notifications: Notifications,
    private readonly declarations: Declarations,
    private readonly changes: ImportChanges,
    private readonly clock: Clock,
  ) {}

  @Transactional()
  async done(importId: number): Promise<void> {
    if (!(await this.imports.change(importId, ['running'], { state: 'done', finishedAt: this.clock.now() }))) return;
    const imported = (await this.imports.get(importId))!;
    if (imported.refused) await this.imports.change(importId, ['done'], { state: 'refused' });
    await this.record(imported, 'import');
    await this.changes.ended(imported, 'done');
    const { id, fileName, created, updated, duplicate, invalid } = imported;
    await this.notifications.notify(importDone, [imported.createdById], {
      id,
      fileName,
      succeeded: created + updated,
      failed: duplicate + invalid,
    });
    await this.handOver(imported);
  }

  /** What is in stays in, and is distributed. */
  @Transactional()
  async cancelled(importId: number): Promise<void> {
    if (!(await this.imports.change(importId, ['waiting', 'running'], { state: 'cancelled', finishedAt: this.clock.now() }))) return;
    const imported = (await this.imports.get(importId))!;
    await this.record(imported, 'cancel');
    await this.changes.ended(imported, 'cancelled');
    await this.handOver(imported);
  }

  @Transactional()
  async failed(importId: number, error: string): Promise<void> {
    if (
      !(await this.imports.change(importId, ['waiting', 'running'], {
        state: 'failed',
        error: error.slice(0, 500),
        finishedAt: this.clock.now(),
      }))
    )
      return;
    const imported = (await this.imports.get(importId))!;
    await this.record(imported, 'fail');
    await this.changes.ended(imported, 'failed');
    await this.handOver(imported);
  }

  private async handOver(imported: CustomerImport): Promise<void> {
    if (!imported.distribute) return;
    for (let after = 0; ;) {
      const rows = await this.imports.createdAfter(imported.id, after, ARRIVALS);
      if (rows.length)
        for (const port of this.declarations.implementationsOf(CustomerArrivals)) await port.arrived(rows.map((r) => r.customerId));
      if (rows.length < ARRIVALS) return;
      after = rows.at(-1)!.rowNumber;
    }
  }

  private record({ id, fileName, created, updated, duplicate, invalid }: CustomerImport, action: string): Promise<void> {
    return this.audit.record({ subject: 'Import', subjectId: id, action, detail: { fileName, created, updated, duplicate, invalid } });
  }
}
