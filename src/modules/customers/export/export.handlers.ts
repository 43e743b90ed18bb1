import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import { Files } from '../../../platform/files/files.js';
import { Handles } from '../../../platform/jobs/job-kind.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { exportRun, forgetExports } from './export.jobs.js';
import { ExportRepository } from './export.repository.js';
import { ExportRun } from './export-run.service.js';

const BATCH = 100;
/** How long it is known that there was an export; the log knows it for ever. */
const KEPT_DAYS = 30;

@Injectable()
export class ExportHandlers {
  constructor(
    private readonly runs: ExportRun,
    private readonly exports: ExportRepository,
    private readonly files: Files,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Handles(exportRun)
  export({ exportId }: { exportId: number }, run: JobRun): Promise<{ rows: number }> {
    return this.runs.run(exportId, run);
  }

  @Handles(forgetExports)
  async forget(_payload: object, run: JobRun): Promise<{ files: number }> {
    let files = 0;
    for (let n = BATCH; n === BATCH && !run.stopped(); files += n) {
      const old = await this.exports.expired(this.clock.now(), BATCH);
      for (const { id, fileId } of old)
        await this.database.transaction(async () => {
          await this.exports.noFile(id);
          await this.files.remove(fileId!);
        });
      n = old.length;
    }
    await this.exports.forget(this.clock.now() - KEPT_DAYS * DAY);
    return { files };
  }
}
