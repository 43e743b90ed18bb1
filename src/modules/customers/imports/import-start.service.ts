import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import type { CustomerImport } from './import.entity.js';
import { importRun } from './import.jobs.js';
import { ImportMappings } from './import-mappings.service.js';
import { ImportRepository } from './import.repository.js';
import { importErrors } from './imports.rules.js';

/** How an import begins: with a job, once. */
@Injectable()
export class ImportStartService {
  constructor(
    private readonly imports: ImportRepository,
    private readonly mappings: ImportMappings,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly context: Context,
    private readonly clock: Clock,
  ) {}

  /** @throws import.state (409) when it was started before, import.clearing (409) while somebody is erased who may stand in it, import.mapping (400), field.forbidden (403). */
  @Transactional()
  async start({ id, mapping, header, fileName, policy, createdAt }: CustomerImport): Promise<void> {
    this.mappings.demand(mapping, header);
    const jobId = await this.jobs.enqueue(importRun, { importId: id }, { key: `import-${id}` });
    const { language } = this.context;
    const started = { state: 'waiting', jobId, language, startedAt: this.clock.now() } as const;
    if (!(await this.imports.change(id, ['uploaded'], started))) throw importErrors['import.state']();
    if (await this.imports.clearing(createdAt)) throw importErrors['import.clearing']();
    await this.audit.record({ subject: 'Import', subjectId: id, action: 'start', detail: { fileName, policy } });
  }
}
