import { Injectable, Logger } from '@nestjs/common';
import { SECOND } from '../../context/clock.js';
import { Declarations } from '../../registry/declarations.js';

/** Port: a part whose failing operations want to know of. Any module may implement it. */
export abstract class ReadinessCheck {
  /** `database`, `queue`, `files` */
  abstract readonly part: string;
  /**
   * Whether requests cannot be answered without it. If they can, its failing is told and traffic goes on: who takes a process out of a balancer
   * because jobs wait takes out all of them at once.
   */
  readonly neededByRequests: boolean = true;
  /** @throws when the part does not work. */
  abstract check(): Promise<void>;
}

export interface ReadinessReport {
  status: 'ok' | 'degraded' | 'unavailable';
  parts: Record<string, 'ok' | 'failing'>;
}

const KEPT = SECOND;
const PATIENCE = 3 * SECOND;

/** Whether every part works; asked at most once a second, however often somebody looks. */
@Injectable()
export class Readiness {
  private readonly log = new Logger(Readiness.name);
  private last: { at: number; report: Promise<ReadinessReport> } | undefined;

  constructor(private readonly declarations: Declarations) {}

  report(): Promise<ReadinessReport> {
    if (!this.last || performance.now() - this.last.at > KEPT) this.last = { at: performance.now(), report: this.ask() };
    return this.last.report;
  }

  private async ask(): Promise<ReadinessReport> {
    const checks = this.declarations.implementationsOf(ReadinessCheck);
    const answers = await Promise.all(checks.map(async (check) => ({ check, works: await this.works(check) })));
    const failing = answers.filter(({ works }) => !works).map(({ check }) => check);
    return {
      status: failing.some((check) => check.neededByRequests) ? 'unavailable' : failing.length ? 'degraded' : 'ok',
      parts: Object.fromEntries(answers.map(({ check, works }) => [check.part, works ? 'ok' : 'failing'])),
    };
  }

  private async works(check: ReadinessCheck): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
    });
    try {
      await Promise.race([check.check(), late]);
      return true;
    } catch (error) {
      this.log.warn(`${check.part} is not ready: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    } finally {
      clearTimeout(timer);
    }
  }
}
