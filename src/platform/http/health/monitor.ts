import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { MetricsGate } from './metrics-gate.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}
const json = (status: number, body: object): Page => ({ status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) });

/** REQ-SY7: health and figures on a port of their own, for processes that serve no requests and for those whose figures stay inside. */
@Injectable()
export class Monitor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Monitor');
  private server: Server | undefined;

  constructor(
    private readonly config: Config,
    private readonly metrics: Metrics,
    private readonly gate: MetricsGate,
    private readonly readiness: Readiness,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { monitorPort, host } = this.config;
    if (monitorPort === null) return;
    const server = createServer({ requestTimeout: 10_000 }, (request, response) => void this.answer(request, response));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(monitorPort, host, resolve));
    this.server = server;
    this.log.log(`health and figures at port ${this.port}`);
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  get port(): number | undefined {
    return (this.server?.address() as AddressInfo | null | undefined)?.port;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, type, body } = await this.page(request).catch(() => json(500, { status: 'failing' }));
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(request.method === 'HEAD' ? undefined : body);
  }

  private async page(request: IncomingMessage): Promise<Page> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return json(405, {});
    switch (request.url?.split('?')[0]) {
      case '/api/health':
        return json(200, { status: 'ok' });
      case '/api/health/ready': {
        const report = await this.readiness.report();
        return json(report.status === 'unavailable' ? 503 : 200, report);
      }
      case '/metrics':
        if (this.gate.admits(request))
          return { status: 200, type: this.metrics.registry.contentType, body: await this.metrics.registry.metrics() };
    }
    return json(404, {});
  }
}
