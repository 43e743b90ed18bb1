import { Injectable } from '@nestjs/common';
import { Principals, SYSTEM } from '../auth/principals.js';
import type { Actor } from '../context/actor.js';
import { Declarations } from '../registry/declarations.js';
import type { JobKind } from './job-kind.js';
import type { Claim } from './job-queue.repository.js';
import { NoRetry } from './job-stop.js';

/** As whom a job acts: with the rights its starter has now, not with those he had. */
@Injectable()
export class JobActors {
  constructor(private readonly declarations: Declarations) {}

  /** @throws NoRetry when the person is no longer active: the job ends as a dead letter that says so. */
  async of(kind: JobKind, claim: Pick<Claim, 'actorKind' | 'actorId'>): Promise<Actor> {
    if (kind.runAs === 'system' || claim.actorKind === 'system') return SYSTEM;
    const principals = this.declarations.implementationsOf(Principals).find((p) => p.kind === claim.actorKind);
    const actor = await principals?.load(claim.actorId);
    if (!actor) throw new NoRetry(`${claim.actorKind} ${claim.actorId}, who started this, is no longer active`);
    return actor;
  }
}
