import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import { Files } from '../../../platform/files/files.js';
import { ImportEndService } from './import-end.service.js';
import { ImportRepository } from './import.repository.js';

/** Files and cells are personal data of people who may never have become customers: they stay as long as they can be corrected. */
const KEPT_DAYS = 30;
const AT_ONCE = 50;

/** Old imports keep their counts and their rows' outcomes; what their files said is forgotten. */
@Injectable()
export class ImportKeepService {
  constructor(
    private readonly imports: ImportRepository,
    private readonly end: ImportEndService,
    private readonly files: Files,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @returns how many imports were forgotten; one that was never started goes altogether. */
  async forget(): Promise<number> {
    const before = this.clock.now() - KEPT_DAYS * DAY;
    let forgotten = 0;
    for (;;) {
      const old = await this.imports.outdated(before, AT_ONCE);
      for (const { id, fileId, state } of old) {
        await this.database.transaction(async () => {
          if (fileId !== null) await this.files.remove(fileId);
          await (state === 'uploaded' ? this.imports.remove(id) : this.imports.forgetContent(id));
        });
      }
      forgotten += old.length;
      if (old.length < AT_ONCE) return forgotten;
    }
  }

  /** A job may end without its handler: cancelled while it waited, out of tries. @returns how many imports ended with theirs. */
  async settle(): Promise<number> {
    const abandoned = await this.imports.abandoned(AT_ONCE);
    for (const { id, jobState, error } of abandoned)
      await (jobState === 'cancelled' ? this.end.cancelled(id) : this.end.failed(id, error ?? ''));
    return abandoned.length;
  }
}
