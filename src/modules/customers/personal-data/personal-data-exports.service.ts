import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { Readable } from 'node:stream';
import { Audit } from '../../../platform/audit/audit.js';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { Files } from '../../../platform/files/files.js';
import type { StoredFile } from '../../../platform/files/stored-file.entity.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Acting } from '../acting.js';
import { personalArchiveRun } from './personal-data.jobs.js';
import { personalDataErrors } from './personal-data.errors.js';
import { PersonalDataRequests } from './personal-data.repository.js';
import { PersonReach } from './person-reach.service.js';

/** The file that a person may have of what is kept about him: asked for, and fetched by whoever asked (spec 01, Data). */
@Injectable()
export class PersonalDataExports {
  constructor(
    private readonly requests: PersonalDataRequests,
    private readonly reach: PersonReach,
    private readonly jobs: Jobs,
    private readonly files: Files,
    private readonly audit: Audit,
    private readonly acting: Acting,
  ) {}

  /** Begins as a job. @returns the id of the request. @throws not-found (404), forbidden (403). */
  @Transactional()
  async start(customerId: number, language: Context['language']): Promise<number> {
    await this.reach.demand(customerId, 'personal-data');
    const requestId = await this.requests.insert({
      kind: 'export',
      customerId,
      requestedById: this.acting.staffId,
      language,
      reason: null,
      counts: null,
      createdAt: this.acting.now,
    });
    await this.requests.setJob(requestId, await this.jobs.enqueue(personalArchiveRun, { requestId }));
    return requestId;
  }

  /** For whoever asked for it, whether or not he may read the list of requests, as long as he may reach the person. @throws not-found (404), personal-data.not-ready (409), personal-data.expired (410). */
  async file(requestId: number): Promise<{ file: StoredFile; content: Readable }> {
    const row = await this.requests.find(requestId, { made: true });
    if (!row || row.kind !== 'export' || row.requestedById === null || row.requestedById !== this.acting.staffId)
      throw commonErrors['not-found']();
    if (row.finishedAt === null) throw personalDataErrors['personal-data.not-ready']();
    if (row.fileId === null || this.acting.now >= row.expiresAt!) throw personalDataErrors['personal-data.expired']();
    await this.reach.demand(row.customerId, 'personal-data');
    const file = await this.files.get(row.fileId);
    await this.audit.record({
      subject: 'Customer',
      subjectId: row.customerId,
      action: 'personal-download',
      detail: { requestId },
    });
    return { file, content: await this.files.open(file) };
  }
}
