import type { AppAbility } from '../permissions/ability.js';
import type { Language } from './language.js';

export type PrincipalKind = 'staff' | 'student' | 'system';

/** Who acts. Built anew from the database (through a cache of at most a second) for every request and job. */
export interface Actor {
  readonly kind: PrincipalKind;
  /** 0 for the system. */
  readonly id: number;
  readonly name: string;
  readonly departmentId: number | null;
  /** The own department and all below it. */
  readonly departmentTreeIds: readonly number[];
  readonly roles: readonly string[];
  readonly language: Language | null;
  readonly ability: AppAbility;
}

/** By which door the work came in; part of every audit row. */
export type Source = 'api' | 'admin' | 'portal' | 'job' | 'import' | 'system';
