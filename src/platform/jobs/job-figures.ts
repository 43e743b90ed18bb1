import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { Clock, SECOND } from '../context/clock.js';
import { Figures, measured } from '../http/health/figures.js';
import { JobFiguresRepository } from './job-figures.repository.js';
import { JobHandlers } from './job-handlers.js';

/** How one try ended: `dead` is a dead letter, `handed-back` was stopped by the end of its process, `lost` was somebody else's by then. */
export type JobOutcome = 'done' | 'failed' | 'dead' | 'cancelled' | 'handed-back' | 'lost';

const STATES = ['waiting', 'running', 'failed'] as const;

/** Jobs in the table (the same in every process), and the tries of this process. */
@Injectable()
export class JobFigures extends Figures {
  private readonly runs = new Counter({
    name: 'tide_job_runs_total',
    help: 'Tries of jobs in this process, by kind and by how they ended',
    labelNames: ['kind', 'outcome'] as const,
    registers: [],
  });
  private readonly durations = new Histogram({
    name: 'tide_job_duration_seconds',
    help: 'How long tries of jobs took in this process',
    labelNames: ['kind'] as const,
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1800],
    registers: [],
  });
  readonly metrics = [
    this.runs,
    this.durations,
    ...measured(
      {
        tide_jobs: { help: 'Jobs in the table; failed ones are dead letters', labels: ['kind', 'state'] },
        tide_job_lag_seconds: { help: 'For how long the oldest job that is due has been waiting', labels: ['kind'] },
        tide_schedule_last_slot_timestamp_seconds: {
          help: 'The slot a schedule has last been run for; not of paused ones',
          labels: ['schedule'],
        },
      },
      () => this.table(),
    ),
  ];

  constructor(
    private readonly repository: JobFiguresRepository,
    private readonly handlers: JobHandlers,
    private readonly clock: Clock,
  ) {
    super();
  }

  ended(kind: string, outcome: JobOutcome, seconds: number): void {
    this.runs.inc({ kind, outcome });
    this.durations.observe({ kind }, seconds);
  }

  private async table() {
    const now = this.clock.now();
    const [rows, slots] = await Promise.all([this.repository.unfinished(), this.repository.slots()]);
    const kinds = [...new Set([...this.handlers.kinds, ...rows.map((row) => row.kind)])];
    const at = (kind: string, state: string) => rows.find((row) => row.kind === kind && row.state === state);
    return {
      tide_jobs: kinds.flatMap((kind) => STATES.map((state) => ({ labels: { kind, state }, value: at(kind, state)?.n ?? 0 }))),
      tide_job_lag_seconds: kinds.map((kind) => ({
        labels: { kind },
        value: Math.max(0, now - (at(kind, 'waiting')?.first ?? now)) / SECOND,
      })),
      tide_schedule_last_slot_timestamp_seconds: slots.map(({ name, lastSlot }) => ({
        labels: { schedule: name },
        value: lastSlot / SECOND,
      })),
    };
  }
}
