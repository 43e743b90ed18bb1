import { Injectable } from '@nestjs/common';
import { Clock, MINUTE } from '../../../platform/context/clock.js';
import { NoRetry } from '../../../platform/jobs/job-stop.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { TextSweep } from '../../../platform/privacy/text-sweep.js';
import { ErasureEnd } from './erasure-end.service.js';
import { PersonalDataRequests } from './personal-data.repository.js';
import { PersonFiles } from './person-files.service.js';
import { PersonTraces } from './person-traces.service.js';

/** Whoever had read him before he was erased has written what he read by then: no request and no step of a job takes so long. */
const UNDER_WAY = 2 * MINUTE;

/**
 * Takes an erased person out of texts and files of others: at once, and once more when nobody is left who had read him before. Each step finds its work
 * by what is still there, so that it may die anywhere and be run again; until it has ended, the traces are kept, sealed.
 */
@Injectable()
export class ErasureSweep {
  constructor(
    private readonly requests: PersonalDataRequests,
    private readonly traces: PersonTraces,
    private readonly texts: TextSweep,
    private readonly files: PersonFiles,
    private readonly end: ErasureEnd,
    private readonly clock: Clock,
  ) {}

  async run(requestId: number, run: JobRun): Promise<{ texts: number; files: number }> {
    const request = await this.requests.get(requestId);
    if (!request) throw new NoRetry('the erasure is not there');
    if (request.tracesSealed === null) return { texts: 0, files: 0 };
    const began = this.clock.now();
    const traces = this.traces.open(requestId, request.tracesSealed);
    // what earlier tries have done counts: whoever gets further is no hopeless case
    const texts = await this.texts.forget(traces, run.signal, (n) => run.progress(run.before + n));
    const files = await this.files.forget(traces, run.signal);
    run.signal.throwIfAborted();
    const waiting = began < request.createdAt + UNDER_WAY || (await this.files.exporting(request.createdAt));
    await (waiting ? this.end.again(requestId) : this.end.over(request));
    return { texts, files };
  }
}
