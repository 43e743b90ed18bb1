import { createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Config } from '../../config/config.js';
import type { PrincipalKind } from '../../context/actor.js';
import { Clock } from '../../context/clock.js';

export const ACCESS_SECONDS = 15 * 60;
const ISSUER = 'tide-crm';
const AUDIENCE = 'tide-crm-api';
const KEPT_AT_MOST = 5000;

export interface AccessClaims {
  principalId: number;
  kind: PrincipalKind;
  sessionId: number;
}

/** Short-lived proof of a sign-in. Algorithm, issuer, audience and type are pinned; the key is a KeyObject (faster than a string). */
@Injectable()
export class AccessTokens {
  private readonly jwt = new JwtService({});
  private readonly key: KeyObject;
  private readonly verified = new Map<string, { readonly claims: AccessClaims; readonly exp: number }>();

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.key = createSecretKey(Buffer.from(config.jwtSecret, 'utf8'));
  }

  sign(claims: AccessClaims): Promise<string> {
    const iat = this.seconds();
    const payload = {
      sub: String(claims.principalId),
      kind: claims.kind,
      sid: claims.sessionId,
      typ: 'access',
      iat,
      exp: iat + ACCESS_SECONDS,
    };
    return this.jwt.signAsync(payload, { secret: this.key as never, algorithm: 'HS256', issuer: ISSUER, audience: AUDIENCE });
  }

  /** null for anything that is not a good access token of ours. A token that was good stays so until it expires: its signature is checked once. */
  async verify(token: string): Promise<AccessClaims | null> {
    const known = this.verified.get(token);
    if (known) return known.exp > this.seconds() ? known.claims : null;
    const found = await this.check(token);
    if (!found) return null;
    if (this.verified.size >= KEPT_AT_MOST) this.verified.clear();
    this.verified.set(token, found);
    return found.claims;
  }

  private async check(token: string): Promise<{ claims: AccessClaims; exp: number } | null> {
    try {
      const claims = await this.jwt.verifyAsync<Record<string, unknown>>(token, {
        secret: this.key as never,
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        clockTimestamp: this.seconds(),
      });
      const principalId = Number(claims['sub']);
      const { sid, kind, typ, exp } = claims;
      if (
        typ !== 'access' ||
        typeof exp !== 'number' ||
        !Number.isInteger(principalId) ||
        typeof sid !== 'number' ||
        (kind !== 'staff' && kind !== 'student')
      )
        return null;
      return { claims: { principalId, kind, sessionId: sid }, exp };
    } catch {
      return null;
    }
  }

  private seconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }
}
