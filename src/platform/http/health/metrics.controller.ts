import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config/config.js';
import { commonErrors } from '../../errors/common.errors.js';
import { Public } from '../../permissions/permit.js';
import { Metrics } from './metrics.js';

const hash = (text: string) => createHash('sha256').update(text).digest();
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** Whoever stands behind a proxy is no neighbour, though the proxy may be one. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** For a collector on this machine, or one that has the METRICS_TOKEN; to all others the address does not exist. */
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {}

  @Get()
  @Public()
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (!this.allowed(request)) throw commonErrors['not-found']();
    void reply.header('content-type', this.metrics.registry.contentType).header('cache-control', 'no-store');
    return this.metrics.registry.metrics();
  }

  private allowed({ headers, raw }: FastifyRequest): boolean {
    const { metricsToken } = this.config;
    if (metricsToken) return timingSafeEqual(hash(headers.authorization ?? ''), hash(`Bearer ${metricsToken}`));
    return LOOPBACK.has(raw.socket.remoteAddress ?? '') && !FORWARDED.some((name) => headers[name] !== undefined);
  }
}
