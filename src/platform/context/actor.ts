import type { AppAbility } from '../permissions/ability.js';
import type { Language } from './language.js';

export type PrincipalKind = 'staff' | 'student' | 'system';

/** Who acts. Built from the database for every request and job, through a cache that every change of rights empties within a second. */
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
  /** A role of his demands that he signs in in two steps. */
  readonly secondStep?: boolean;
  /** By which API key it acts, where it is none of the colleagues. */
  readonly key?: number;
  readonly ability: AppAbility;
}

/** By which door the work came in; part of every audit row. */
export type Source = 'api' | 'admin' | 'portal' | 'job' | 'import' | 'system';
