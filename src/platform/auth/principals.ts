import type { Actor, PrincipalKind } from '../context/actor.js';
import { systemAbility } from '../permissions/ability.js';

export interface Credentials {
  id: number;
  passwordHash: string | null;
  active: boolean;
}

/** Port: the people who can sign in. `rbac` implements it for staff, `enrollment` for students. */
export abstract class Principals {
  abstract readonly kind: PrincipalKind;
  /** Present, active principals only; null for all others. May be cached for at most a second (rights epoch). */
  abstract load(id: number): Promise<Actor | null>;
  abstract credentials(username: string): Promise<Credentials | null>;
  abstract setPasswordHash(id: number, hash: string): Promise<void>;
}

export const SYSTEM: Actor = { kind: 'system', id: 0, name: 'system', departmentId: null, departmentTreeIds: [], roles: [], language: null, ability: systemAbility };
