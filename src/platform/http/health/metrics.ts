import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { Declarations } from '../../registry/declarations.js';
import { Figures } from './figures.js';
import { routeClass } from './route-class.js';

/** Figures of this process in Prometheus' format: its own, and those of every part that implements `Figures`. */
@Injectable()
export class Metrics implements OnApplicationBootstrap, OnModuleDestroy {
  readonly registry = new Registry();
  private readonly durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by class of route, method and class of status',
    labelNames: ['class', 'method', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  private readonly requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered, by method, route pattern and status',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [this.registry],
  });

  constructor(private readonly declarations: Declarations) {
    collectDefaultMetrics({ register: this.registry });
  }

  onApplicationBootstrap(): void {
    for (const { metrics } of this.declarations.implementationsOf(Figures))
      for (const metric of metrics) this.registry.registerMetric(metric);
  }

  onModuleDestroy(): void {
    this.registry.clear();
  }

  /** `route` is the pattern, never the address: an address has no end of values. */
  observe(method: string, route: string | undefined, status: number, seconds: number): void {
    this.requests.inc({ method, route: route ?? 'none', status: String(status) });
    this.durations.observe({ class: routeClass(route), method, status: `${Math.floor(status / 100)}xx` }, seconds);
  }
}
