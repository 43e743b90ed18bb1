import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/context/actor.js';
import { Clock } from '../../platform/context/clock.js';
import { Context } from '../../platform/context/context.js';

/** Who does it, as a colleague, and when: what nearly every row of this module is stamped with. */
@Injectable()
export class Acting {
  constructor(
    private readonly context: Context,
    private readonly clock: Clock,
  ) {}

  /** null for the system and other kinds of principals. */
  get staffId(): number | null {
    const { kind, id } = this.context.actor;
    return kind === 'staff' ? id : null;
  }

  get actor(): Actor {
    return this.context.actor;
  }

  get name(): string {
    return this.context.actor.name;
  }

  get now(): number {
    return this.clock.now();
  }
}
