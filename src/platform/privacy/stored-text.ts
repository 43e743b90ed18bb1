import { DeclarationKind } from '../registry/declarations.js';
import type { Mentioned } from './mentions.js';

/**
 * A column whose texts may name people whom its row does not refer to. Where somebody is erased, what names him is replaced there; a module that keeps such
 * texts declares them. Its table has an `id`.
 */
export interface StoredText {
  readonly table: string;
  readonly column: string;
  /** The texts stand inside a JSON value. */
  readonly json?: true;
  /** Names under which the JSON value speaks of colleagues, who may be called the same. */
  readonly ofColleagues?: readonly string[];
  /** Names of people are not looked for: too much else here is called like somebody. */
  readonly keysOnly?: true;
  /** Which rows; all without it. */
  readonly where?: string;
}

export const storedTexts = new DeclarationKind<readonly StoredText[]>('stored texts');

/** Port: whoever keeps texts that no look into a column finds, sealed ones. */
export abstract class TextKeeper {
  /** May be asked again. @returns how many it has forgotten. */
  abstract forget(mentioned: Mentioned): Promise<number>;
}
