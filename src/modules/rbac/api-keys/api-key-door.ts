import { Injectable } from '@nestjs/common';
import { ApiKeyDoor } from '../../../platform/auth/api-keys/api-key-door.js';
import { hashOf } from '../../../platform/auth/sign-in/opaque-token.js';
import type { Actor } from '../../../platform/context/actor.js';
import { Clock, MINUTE } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { Buckets } from '../../../platform/http/buckets.js';
import { liesWithin } from '../../../platform/outgoing/network-list.js';
import { FreshCache } from '../../../platform/settings/fresh-cache.js';
import { Settings } from '../../../platform/settings/settings.js';
import { StaffPrincipals } from '../staff/staff-principals.js';
import { apiKeyErrors } from './api-key.errors.js';
import { ApiKeyRepository, type KeyRow } from './api-key.repository.js';
import { keyRequestsPerMinute } from './api-key.settings.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** `actorName` of the log. */
const LONGEST_NAME = 100;
const KEYS_AT_MOST = 10_000;

/** Lets programs in by their keys: what stands is known for at most half a second, and the last use is written once a minute. */
@Injectable()
export class StaffApiKeyDoor extends ApiKeyDoor {
  private readonly standing = new FreshCache(async () => new Map((await this.repository.standing()).map((key) => [key.tokenHash, key])));
  private readonly buckets = new Buckets(KEYS_AT_MOST);
  private readonly noted = new Map<number, number>();
  /** What follows from an actor is kept by it: one for each, as long as the rights stay. */
  private readonly actors = new WeakMap<Actor, Actor>();

  constructor(
    private readonly repository: ApiKeyRepository,
    private readonly principals: StaffPrincipals,
    private readonly settings: Settings,
    private readonly context: Context,
    private readonly clock: Clock,
  ) {
    super();
  }

  async open(token: string, method: string): Promise<Actor> {
    const key = (await this.standing.get()).get(hashOf(token));
    const now = this.clock.now();
    const actor = key && (key.expiresAt === null || key.expiresAt > now) ? await this.principals.load(key.staffId) : null;
    if (!key || !actor) throw apiKeyErrors['key.invalid']();
    if (key.addresses && !liesWithin(this.context.address, key.addresses)) throw apiKeyErrors['key.address']();
    const perMinute = await this.settings.get(keyRequestsPerMinute);
    const retryAfter = this.buckets.take(String(key.id), perMinute, perMinute / 60);
    if (retryAfter > 0) throw commonErrors['too-many']({}, { extra: { retryAfter } });
    await this.note(key, now);
    if (key.readOnly && !READING.has(method)) throw apiKeyErrors['key.read-only']();
    return this.named(actor, key);
  }

  /** After one was made or revoked. */
  changed(): void {
    this.standing.drop();
  }

  private async note({ id, lastUsedAt }: KeyRow, now: number): Promise<void> {
    if (now - Math.max(lastUsedAt ?? 0, this.noted.get(id) ?? 0) < MINUTE) return;
    this.noted.set(id, now);
    await this.repository.used(id, now, this.context.address);
  }

  private named(actor: Actor, { id, makerName }: KeyRow): Actor {
    const known = this.actors.get(actor);
    if (known) return known;
    const named = { ...actor, key: id, name: `${actor.name} · ${makerName}`.slice(0, LONGEST_NAME) };
    this.actors.set(actor, named);
    return named;
  }
}
