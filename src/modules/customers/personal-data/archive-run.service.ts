import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { iso, parseInstant } from '../../../platform/context/clock.js';
import { say } from '../../../platform/context/language.js';
import { Files } from '../../../platform/files/files.js';
import { NoRetry } from '../../../platform/jobs/job-stop.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { customerNumber } from '../customer.entity.js';
import { ArchiveLabels } from './archive-labels.service.js';
import { archivePage } from './archive-page.js';
import { ARCHIVE_WORDS, type ArchivePart } from './archive-words.js';
import { ArchiveReport } from './archive-report.service.js';
import type { PersonalDataRequest } from './personal-data.entity.js';
import { PersonArchive } from './person-archive.service.js';
import { PersonReach } from './person-reach.service.js';

const MEGABYTES = 64;

/** Makes the file: a page to read, and the same for machines. A try that dies is made again from the start. */
@Injectable()
export class ArchiveRun {
  constructor(
    private readonly reach: PersonReach,
    private readonly archive: PersonArchive,
    private readonly files: Files,
    private readonly report: ArchiveReport,
    private readonly time: BusinessTime,
    private readonly labels: ArchiveLabels,
  ) {}

  async run(requestId: number, progress: (done: number, total: number) => void): Promise<void> {
    const request = await this.report.open(requestId);
    if (!request) return;
    progress(0, 3);
    // rights that were taken away stay away, however often it is tried
    const person = await this.reach.demand(request.customerId, 'personal-data').catch((error: unknown) => {
      throw error instanceof DomainError ? new NoRetry(say(error.definition.text, request.language, error.params)) : error;
    });
    const parts = await this.archive.of(person, request.language);
    progress(1, 3);
    const number = customerNumber(request.customerId);
    const name = `${number}-${say(ARCHIVE_WORDS.file, request.language)}.zip`;
    const staged = await this.files.stage(zipOf(parts, await this.head(request, number, parts)), name, {
      kinds: ['zip'],
      maxBytes: MEGABYTES * 1_048_576,
      sealed: true,
    });
    progress(2, 3);
    if (!(await this.report.finished(request, staged, parts))) await this.files.discard(staged);
    progress(3, 3);
  }

  private async head({ language, createdAt }: PersonalDataRequest, number: string, parts: readonly ArchivePart[]) {
    const time = (instant: string) => this.time.format(parseInstant(instant), 'yyyy-LL-dd HH:mm');
    return { number, language, at: iso(createdAt), time, labels: await this.labels.of(parts, language) };
  }
}

function zipOf(parts: readonly ArchivePart[], head: Parameters<typeof archivePage>[1]): Readable {
  const zip = new ZipFile();
  const data = { number: head.number, at: head.at, ...Object.fromEntries(parts.map(({ name, rows }) => [name, rows])) };
  zip.addBuffer(Buffer.from(archivePage(parts, head)), `${head.number}.html`);
  zip.addBuffer(Buffer.from(JSON.stringify(data, null, 2)), 'data.json');
  zip.end();
  return zip.outputStream as Readable;
}
