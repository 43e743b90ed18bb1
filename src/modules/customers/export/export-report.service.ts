import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { Clock, HOUR } from '../../../platform/context/clock.js';
import { Files, type StagedFile } from '../../../platform/files/files.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { withoutSearch } from '../list/selection.dto.js';
import { FILE_HOURS } from './export.dto.js';
import type { CustomerExport } from './export.entity.js';
import { exportDone } from './export.messages.js';
import { ExportRepository } from './export.repository.js';

/** The end of an export: the file, one entry in the log, one message. */
@Injectable()
export class ExportReport {
  constructor(
    private readonly exports: ExportRepository,
    private readonly files: Files,
    private readonly audit: Audit,
    private readonly notifications: Notifications,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  @Transactional()
  async finished({ id, createdById, selection, columns }: CustomerExport, staged: StagedFile, rowsWritten: number): Promise<void> {
    const now = this.clock.now();
    const fileId = await this.files.keep(staged);
    const expiresAt = now + FILE_HOURS * HOUR;
    if (!(await this.exports.done(id, { fileId, bytes: staged.size, rowsWritten, finishedAt: now, expiresAt })))
      throw new Error(`the export ${id} has ended elsewhere`);
    const detail = { count: rowsWritten, columns, ...withoutSearch(selection) };
    await this.audit.record({ subject: 'Customer', subjectId: `export-${id}`, action: 'export', detail });
    await this.notifications.notify(exportDone, [createdById], { rows: rowsWritten, hours: FILE_HOURS });
  }

  day(instant: number): string {
    return this.time.dayOf(instant);
  }
}
