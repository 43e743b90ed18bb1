import { Logger } from '@nestjs/common';
import { Gauge, type Metric } from 'prom-client';
import { SECOND } from '../../context/clock.js';

/** Port: figures for /metrics. Any module may implement it; labels take few values, and never a person, an id or an address. */
export abstract class Figures {
  abstract readonly metrics: readonly Metric[];
}

export interface Reading {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}
interface Definition {
  readonly help: string;
  readonly labels?: readonly string[];
}

const PATIENCE = 3 * SECOND;
const log = new Logger('Metrics');

/**
 * Gauges that are read when somebody looks, all of them by one question, which is asked again after `keptMs` at the earliest. A question that
 * fails or takes too long leaves its gauges without a value and the others alone.
 */
export function measured<N extends string>(
  definitions: Readonly<Record<N, Definition>>,
  read: () => Promise<Readonly<Record<N, readonly Reading[]>>> | Readonly<Record<N, readonly Reading[]>>,
  keptMs = 5 * SECOND,
): Gauge[] {
  let last: { at: number; answer: Promise<Readonly<Record<N, readonly Reading[]>> | null> } | undefined;
  const ask = async () => {
    if (!last || performance.now() - last.at > keptMs) last = { at: performance.now(), answer: inTime(async () => read()) };
    const readings = await last.answer;
    if (!readings) last = undefined;
    return readings;
  };
  return Object.entries<Definition>(definitions).map(
    ([name, { help, labels = [] }]) =>
      new Gauge({
        name,
        help,
        labelNames: labels,
        registers: [],
        async collect() {
          const readings = (await ask())?.[name as N];
          this.reset();
          // without labels a reset leaves a 0, which would be a lie
          if (!readings) return labels.length ? undefined : this.remove();
          for (const reading of readings) this.set({ ...reading.labels }, reading.value);
        },
      }),
  );
}

async function inTime<T>(work: () => Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    log.warn(`figures are missing: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  } finally {
    clearTimeout(timer);
  }
}
