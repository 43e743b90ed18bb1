import { DomainError } from '../errors/domain-error.js';

/** Why a running job shall stop; the reason of its signal. */
export class JobStopped extends Error {
  constructor(override readonly cause: 'cancelled' | 'lease-lost' | 'timeout' | 'shutdown') {
    super(`the job was stopped: ${cause}`);
    this.name = 'JobStopped';
  }
}

/** Thrown by a handler that knows that another try would end the same way: a dead letter at once. */
export class NoRetry extends Error {
  override readonly name = 'NoRetry';
}

/** What is kept of a failure: enough to understand it, without values that a database or provider error quotes. */
export function failureText(error: unknown): string {
  if (error instanceof DomainError) return error.message.slice(0, 500);
  const { name, message, driverError, syscall, code } = error as Partial<NodeJS.ErrnoException> & { driverError?: { code?: string } };
  // such a message names places of the machine
  if (syscall) return `system: ${code ?? name} (${syscall.split(' ')[0]})`;
  if (driverError) return `database: ${driverError.code ?? name}`;
  return (name && message ? (name === 'Error' || name === 'NoRetry' ? message : `${name}: ${message}`) : String(error)).slice(0, 500);
}
