import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Declarations } from '../../../platform/registry/declarations.js';
import type { ChangeKindName } from './change-set.entity.js';
import { ChangeKind } from './change-set.port.js';

/** Every way of changing many customers, whichever module has it. */
@Injectable()
export class ChangeKinds implements OnApplicationBootstrap {
  private kinds = new Map<ChangeKindName, ChangeKind>();

  constructor(private readonly declarations: Declarations) {}

  onApplicationBootstrap(): void {
    this.kinds = new Map(this.declarations.implementationsOf(ChangeKind).map((one) => [one.kind, one]));
  }

  of(kind: ChangeKindName): ChangeKind {
    const found = this.kinds.get(kind);
    if (!found) throw new Error(`nobody changes customers by ${kind}`);
    return found;
  }
}
