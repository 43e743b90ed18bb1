import { Injectable } from '@nestjs/common';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import type { Fault } from '../errors/domain-error.js';
import { ruleText } from './validation-messages.js';

/** Where something is wrong, and by which rule: not yet in words. */
export type Found = Pick<Fault, 'path' | 'code'>;

/** What a service finds wrong with input, said like the shapes say it. */
@Injectable()
export class Faults {
  constructor(private readonly context: Context) {}

  told(found: readonly Found[]): Fault[] {
    return found.map(({ path, code }) => ({ path, code, message: ruleText(code, this.context.language) }));
  }

  /** @throws input.invalid (400) naming all of them, when there are any. */
  demandNone(found: readonly Found[]): void {
    if (found.length) throw commonErrors['input.invalid']({}, { faults: this.told(found) });
  }
}
