import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commonErrors } from '../../errors/common.errors.js';
import { Public } from '../../permissions/permit.js';
import { MetricsGate } from './metrics-gate.js';
import { Metrics } from './metrics.js';

/** For a collector on this machine, or one that has the METRICS_TOKEN; to all others the address does not exist. */
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly gate: MetricsGate,
  ) {}

  @Get()
  @Public()
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (!this.gate.admits(request.raw)) throw commonErrors['not-found']();
    void reply.header('content-type', this.metrics.registry.contentType).header('cache-control', 'no-store');
    return this.metrics.registry.metrics();
  }
}
