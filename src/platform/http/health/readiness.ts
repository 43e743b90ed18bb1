import { Injectable, Logger } from '@nestjs/common';
import { SECOND } from '../../context/clock.js';
import { Declarations } from '../../registry/declarations.js';

/** Port: a part without which requests cannot be served well. Any module may implement it. */
export abstract class ReadinessCheck {
  /** `database`, `queue`, `files` */
  abstract readonly part: string;
  /** @throws when the part does not work. */
  abstract check(): Promise<void>;
}

export interface ReadinessReport {
  status: 'ok' | 'unavailable';
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
    const answers = await Promise.all(
      this.declarations.implementationsOf(ReadinessCheck).map(async (check) => [check.part, await this.works(check)] as const),
    );
    const parts = Object.fromEntries(answers.map(([part, works]) => [part, works ? ('ok' as const) : ('failing' as const)]));
    return { status: answers.every(([, works]) => works) ? 'ok' : 'unavailable', parts };
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
