import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';

const hash = (text: string) => createHash('sha256').update(text).digest();
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** Whoever stands behind a proxy is no neighbour, though the proxy may be one. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Who may read the figures: somebody on this machine, or whoever has the METRICS_TOKEN once there is one. */
@Injectable()
export class MetricsGate {
  constructor(private readonly config: Config) {}

  admits({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
    const { metricsToken } = this.config;
    if (metricsToken) return timingSafeEqual(hash(headers.authorization ?? ''), hash(`Bearer ${metricsToken}`));
    return LOOPBACK.has(socket.remoteAddress ?? '') && !FORWARDED.some((name) => headers[name] !== undefined);
  }
}
