import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { ruleText } from '../../../platform/http/validation-messages.js';

/** What a service finds wrong with input, said like the shapes say it. */
@Injectable()
export class Faults {
  constructor(private readonly context: Context) {}

  /** @throws input.invalid (400) naming all of them, when there are any. */
  demandNone(faults: readonly { path: string; code: string }[]): void {
    if (!faults.length) return;
    const { language } = this.context;
    throw commonErrors['input.invalid'](
      {},
      { faults: faults.map(({ path, code }) => ({ path, code, message: ruleText(code, language) })) },
    );
  }
}
