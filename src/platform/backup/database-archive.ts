import type { Vault } from '../vault/vault.js';
import type { Manifest } from './manifest.js';

/** What a copy holds. */
export type DatabasePart = Manifest['database'];

/** Port: one kind of database, from which a consistent copy can be taken and into which one can be put. */
export abstract class DatabaseArchive {
  abstract readonly kind: DatabasePart['kind'];
  /** Names of files the database knows now. */
  abstract fileNames(): Promise<Set<string>>;
  /** A few values that were sealed long ago and lately, with the place each was sealed to. @throws backup.no-database */
  abstract sealedSamples(): Promise<{ sealed: string; place: string }[]>;
  /** Writes one consistent state into a file of the folder while others go on writing. @throws refusals of `backup.errors.ts` */
  abstract copyInto(folder: string): Promise<DatabasePart>;
  /** What is in the way at the target; undefined when it is empty. @throws restore.running */
  abstract occupied(): Promise<string | undefined>;
  /** Loads a copy beside the target and looks at it; the target stays as it is. @throws restore.counts and others */
  abstract prepare(folder: string, part: DatabasePart): Promise<PreparedDatabase>;
  abstract close(): Promise<void>;
}

export interface PreparedDatabase {
  sealedSamples(): Promise<{ sealed: string; place: string }[]>;
  fileNames(): Promise<Set<string>>;
  /** Puts it into the target's place, at one stroke. */
  swap(): Promise<void>;
  /** Removes what was prepared and what was replaced. */
  clear(): Promise<void>;
}

/** The personal keys of the change log: every installation has them, each sealed to its own place. */
export const SAMPLES = `SELECT id, subject, subjectId, wrapped FROM person_key WHERE wrapped IS NOT NULL`;
export const placeOfSample = (row: { subject: string; subjectId: string }) => `person_key.wrapped.${row.subject}.${row.subjectId}`;

/** Whether the keys open what is sealed in the database; also when nothing is. */
export function opens(vault: Vault, samples: readonly { sealed: string; place: string }[]): boolean {
  try {
    for (const { sealed, place } of samples) vault.decrypt(sealed, place);
    return true;
  } catch {
    return false;
  }
}
