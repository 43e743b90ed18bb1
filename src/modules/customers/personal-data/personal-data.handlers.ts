import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import { Files } from '../../../platform/files/files.js';
import { Handles } from '../../../platform/jobs/job-kind.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { ArchiveRun } from './archive-run.service.js';
import { ErasureSweep } from './erasure-sweep.service.js';
import { erasureSweepRun, forgetArchives, personalArchiveRun } from './personal-data.jobs.js';
import { PersonalDataRequests } from './personal-data.repository.js';

const BATCH = 100;

@Injectable()
export class PersonalDataHandlers {
  constructor(
    private readonly archives: ArchiveRun,
    private readonly sweep: ErasureSweep,
    private readonly requests: PersonalDataRequests,
    private readonly files: Files,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Handles(personalArchiveRun)
  export({ requestId }: { requestId: number }, run: JobRun): Promise<void> {
    return this.archives.run(requestId, (done, total) => run.progress(done, total));
  }

  @Handles(erasureSweepRun)
  erase({ requestId }: { requestId: number }, run: JobRun): Promise<{ texts: number; files: number }> {
    return this.sweep.run(requestId, run);
  }

  @Handles(forgetArchives)
  async forget(_payload: object, run: JobRun): Promise<{ files: number }> {
    let files = 0;
    for (let n = BATCH; n === BATCH && !run.stopped(); files += n) {
      const old = await this.requests.expired(this.clock.now(), BATCH);
      for (const { id, fileId } of old)
        await this.database.transaction(async () => {
          await this.requests.noFile(id);
          await this.files.remove(fileId);
        });
      n = old.length;
    }
    return { files };
  }
}
