import { SetMetadata } from '@nestjs/common';
import type { Text } from '../context/language.js';
import { DeclarationKind } from '../registry/declarations.js';
import type { JobRun } from './job-run.js';

const PAYLOAD = Symbol('payload');

/** What a job is; made by `defineJob`. */
export interface JobKind<P extends object = object> {
  readonly kind: string;
  readonly label: Text;
  /** Failed tries after which it is a dead letter. */
  readonly attempts: number;
  /** The handler's effect and `done` commit together. Without it the handler commits in steps, and goes on where the last try stopped. */
  readonly transactional: boolean;
  readonly timeoutMs: number;
  /** `system`: what must happen even if the person who caused it is no longer active. */
  readonly runAs: 'starter' | 'system';
  readonly [PAYLOAD]?: P;
}

type JobOptions = { readonly label: Text } & Partial<Pick<JobKind, 'attempts' | 'transactional' | 'timeoutMs' | 'runAs'>>;

/** What a module's jobs are: one provider method of the loaded modules handles each (`@Handles`), else the application does not start. */
export const jobKinds = new DeclarationKind<readonly JobKind[]>('job kinds');

/** Every kind of job by name, for the texts of its rows. */
export const jobCatalogue = new Map<string, JobKind>();

/**
 * Defines a kind of job; its module declares it (`jobKinds`).
 * The payload holds ids and choices only, never personal data. Handlers may run twice: at least once, with one effect.
 */
export function defineJob<P extends object = Record<string, never>>(kind: string, options: JobOptions): JobKind<P> {
  if (!/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/.test(kind) || kind.length > 80)
    throw new Error(`a job kind is named like module.verb, not ${kind}`);
  if (jobCatalogue.has(kind)) throw new Error(`the job kind ${kind} is defined twice`);
  const transactional = options.transactional ?? true;
  const definition: JobKind<P> = {
    kind,
    attempts: 5,
    timeoutMs: transactional ? 120_000 : 3_600_000,
    runAs: 'starter',
    ...options,
    transactional,
  };
  jobCatalogue.set(kind, definition);
  return definition;
}

export const HANDLES = 'tide:handles';
/** What it returns (an object) is kept as the job's result. */
export type JobHandler<P extends object = object> = (payload: P, run: JobRun) => Promise<unknown>;

/** Marks the one method that does this kind of job. */
export const Handles =
  <P extends object>(kind: JobKind<P>) =>
  <H extends JobHandler<P>>(target: object, name: string | symbol, descriptor: TypedPropertyDescriptor<H>): void => {
    SetMetadata(HANDLES, kind)(target, name, descriptor as PropertyDescriptor);
  };
