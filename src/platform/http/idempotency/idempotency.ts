import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { Clock, DAY, SECOND } from '../../context/clock.js';
import { DomainError } from '../../errors/domain-error.js';
import { Vault } from '../../vault/vault.js';
import { idempotencyErrors } from './idempotency.errors.js';
import type { IdempotentRequest } from './idempotent-request.entity.js';
import { type Claim, IdempotentRequestRepository } from './idempotent-request.repository.js';

const KEPT = DAY;
/** A try whose process died may be made again after this. */
const LEASE = 30 * SECOND;
/** Milliseconds between the tries to tell a database that is away. */
const RELEASE_AGAIN = 500;
/** What the column holds. */
const LARGEST = 65_535;

export interface Answer {
  status: number;
  body: unknown;
}
export interface Try {
  place: string;
  token: string;
}

/** Seconds: the first try is nearly done, or its claim runs out. */
const inFlight = () => idempotencyErrors['idempotency.in-flight']({}, { extra: { retryAfter: 1 } });
const sha256 = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * A POST with an Idempotency-Key takes effect once. The claim is committed first; the answer is stored in the transaction of the change, on condition
 * that nobody has taken the claim over: whatever dies in between, there is either the change with its answer or neither.
 */
@Injectable()
export class Idempotency {
  /** Keys that the database has still to be told of, by token, and until when. */
  private readonly owed = new Map<string, { readonly place: string; readonly until: number }>();

  constructor(
    private readonly requests: IdempotentRequestRepository,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  /** @returns the first answer if there is one. @throws idempotency.other-body (422), idempotency.in-flight (409). */
  async begin(caller: string, route: string, key: string, body: unknown): Promise<Answer | Try> {
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw idempotencyErrors['idempotency.key-invalid']();
    const place = sha256(caller, route, key);
    const bodyHash = sha256(JSON.stringify(body ?? null));
    const now = this.clock.now();
    const claim = { place, bodyHash, token: randomUUID(), claimedUntil: now + LEASE, expiresAt: now + KEPT };
    try {
      return await this.claimed(claim, now);
    } catch (error) {
      // one whose fate is not known is given up: the caller, who hears of the failure, may try again at once
      if (!(error instanceof DomainError)) await this.release(claim);
      throw error;
    }
  }

  private async claimed(claim: Claim, now: number): Promise<Answer | Try> {
    const { place, bodyHash } = claim;
    if (await this.requests.claim(claim)) return claim;
    const present = await this.requests.find(place);
    if (present && present.expiresAt <= now) await this.requests.forget(place, now);
    if (!present || present.expiresAt <= now) {
      if (await this.requests.claim(claim)) return claim;
      throw inFlight();
    }
    if (present.bodyHash !== bodyHash) throw idempotencyErrors['idempotency.other-body']();
    if (present.status !== null) return this.answerOf(present, present.status);
    if (present.claimedUntil > now || !(await this.requests.takeOver(present, claim.token, claim.claimedUntil))) throw inFlight();
    return claim;
  }

  /** In the transaction of the change. @throws idempotency.in-flight (409), which undoes it, when another try has taken over. */
  async finish({ place, token }: Try, answer: Answer): Promise<void> {
    const sealed = this.vault.sealBytes(deflateRawSync(JSON.stringify(answer.body ?? null)), answerPlace(place)).toString('base64url');
    const stored = await this.requests.finish(place, token, answer.status, sealed.length > LARGEST ? null : sealed);
    if (!stored) throw inFlight();
  }

  /** Nothing was changed: the key is free again, at once or as soon as the database can be told. */
  async release({ place, token }: Try): Promise<void> {
    await this.requests.release(place, token).catch(() => this.releaseLater(place, token));
  }

  /** Until the claim runs out by itself. */
  private releaseLater(place: string, token: string): void {
    const first = !this.owed.size;
    this.owed.set(token, { place, until: performance.now() + LEASE });
    if (first) void this.releaseOwed();
  }

  /** One after the other: however many requests failed, a database that is away is asked once at a time. */
  private async releaseOwed(): Promise<void> {
    while (this.owed.size) {
      await sleep(RELEASE_AGAIN, undefined, { ref: false });
      for (const [token, { place, until }] of this.owed) {
        const done =
          performance.now() >= until ||
          (await this.requests.release(place, token).then(
            () => true,
            () => false,
          ));
        if (!done) break;
        this.owed.delete(token);
      }
    }
  }

  /** Deletes what is older than a day. @returns how many. */
  prune(): Promise<number> {
    return this.requests.prune(this.clock.now());
  }

  private answerOf({ place, answer }: IdempotentRequest, status: number): Answer {
    if (answer === null) throw idempotencyErrors['idempotency.answer-gone']();
    const plain = inflateRawSync(this.vault.openBytes(Buffer.from(answer, 'base64url'), answerPlace(place)));
    return { status, body: JSON.parse(plain.toString('utf8')) as unknown };
  }
}

/** Where a kept answer is sealed to. */
export const answerPlace = (place: string) => `idempotent_request.answer.${place}`;
