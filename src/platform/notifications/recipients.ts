import type { Language } from '../context/language.js';

export interface Recipient {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** null: the default language. */
  readonly language: Language | null;
}

/** Port: the colleagues who can be told something; `rbac` implements it. */
export abstract class Recipients {
  /** The active ones among them, in any order. */
  abstract find(ids: readonly number[]): Promise<readonly Recipient[]>;
}
