import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock, HOUR } from '../../../platform/context/clock.js';
import { Files, type StagedFile } from '../../../platform/files/files.js';
import { NoRetry } from '../../../platform/jobs/job-stop.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { customerNumber } from '../customer.entity.js';
import type { ArchivePart } from './archive-words.js';
import { FILE_HOURS } from './personal-data.dto.js';
import type { PersonalDataRequest } from './personal-data.entity.js';
import { archiveDone } from './personal-data.messages.js';
import { PersonalDataRequests } from './personal-data.repository.js';

/** The end of an export of somebody's data: the file, one entry in the log, one message. */
@Injectable()
export class ArchiveReport {
  constructor(
    private readonly requests: PersonalDataRequests,
    private readonly files: Files,
    private readonly audit: Audit,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
  ) {}

  /** Null: it has ended. */
  async open(requestId: number): Promise<PersonalDataRequest | null> {
    const request = await this.requests.get(requestId);
    if (!request) throw new NoRetry('the request is not there');
    return request.finishedAt === null ? request : null;
  }

  /** @returns false where he was erased meanwhile: the file is nobody's. */
  @Transactional()
  async finished(request: PersonalDataRequest, staged: StagedFile, parts: readonly ArchivePart[]): Promise<boolean> {
    const { id, customerId, requestedById } = request;
    const now = this.clock.now();
    if (!(await this.keep(id, staged, now))) return false;
    const detail = { requestId: id, ...Object.fromEntries(parts.map(({ name, rows }) => [name, rows.length])) };
    await this.audit.record({ subject: 'Customer', subjectId: customerId, action: 'personal-export', detail });
    if (requestedById !== null)
      await this.notifications.notify(archiveDone, [requestedById], { number: customerNumber(customerId), hours: FILE_HOURS, customerId });
    return true;
  }

  private async keep(id: number, staged: StagedFile, now: number): Promise<boolean> {
    const fileId = await this.files.keep(staged);
    if (await this.requests.done(id, { fileId, bytes: staged.size, finishedAt: now, expiresAt: now + FILE_HOURS * HOUR })) return true;
    await this.files.remove(fileId);
    return false;
  }
}
