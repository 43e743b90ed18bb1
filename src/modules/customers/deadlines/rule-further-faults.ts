import { Injectable } from '@nestjs/common';
import type { Found } from '../../../platform/http/faults.js';
import { FurtherFaults } from '../../../platform/http/further-faults.js';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { sources } from '../customers.dictionaries.js';
import { ClaimRuleChange, ClaimRuleCreate } from './claim-rule.dto.js';
import { DeadlineRuleChange, DeadlineRuleCreate, DeadlineRulePreview } from './deadline-rule.dto.js';
import { RuleReferences, type ReferringRule } from './deadline-rule-references.js';

/** Sources and departments that are not there are named with the faults of the shape; the source of a change may be a retired one that the rule has already. */
@Injectable()
export class RuleFurtherFaults extends FurtherFaults {
  readonly schemas = [DeadlineRuleCreate, DeadlineRuleChange, DeadlineRulePreview, ClaimRuleCreate, ClaimRuleChange];

  constructor(
    private readonly references: RuleReferences,
    private readonly dictionaries: Dictionaries,
  ) {
    super();
  }

  async of(given: ReferringRule, schema: unknown): Promise<Found[]> {
    const { source, ...others } = given;
    const changes = schema === DeadlineRuleChange || schema === DeadlineRulePreview;
    const stays = changes && source != null && (await this.dictionaries.had(sources.code, source));
    return this.references.unknown(stays ? others : given);
  }
}
