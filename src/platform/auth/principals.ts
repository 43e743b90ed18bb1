import type { Actor, PrincipalKind } from '../context/actor.js';
import type { Language } from '../context/language.js';
import { systemAbility } from '../permissions/ability.js';

export interface Credentials {
  id: number;
  /** null: no password has been set yet, so nobody can sign in. */
  passwordHash: string | null;
  active: boolean;
}

/** Whom an invitation or a reset link is sent to. */
export interface PrincipalContact {
  id: number;
  username: string;
  name: string;
  email: string | null;
  language: Language | null;
}

/**
 * Port: the people who can sign in. `rbac` implements it for staff, `enrollment` for students.
 * A module that provides a class extending this one is found at start; one a kind.
 */
export abstract class Principals {
  abstract readonly kind: PrincipalKind;
  /** Present, active principals only; null for all others. May be cached for at most a second (rights epoch). */
  abstract load(id: number): Promise<Actor | null>;
  /** By user name or e-mail address, in lower case. */
  abstract credentials(login: string): Promise<Credentials | null>;
  /** Active principals, and those who have still to set their first password. */
  abstract contact(idOrLogin: number | string): Promise<PrincipalContact | null>;
  abstract setPasswordHash(id: number, hash: string): Promise<void>;
  /** The language of his screens and letters; null for the installation's own. */
  abstract setLanguage(id: number, language: Language | null): Promise<void>;
}

export const SYSTEM: Actor = {
  kind: 'system',
  id: 0,
  name: 'system',
  departmentId: null,
  departmentTreeIds: [],
  roles: [],
  language: null,
  ability: systemAbility,
};
