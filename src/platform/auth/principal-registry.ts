import { Injectable } from '@nestjs/common';
import type { PrincipalKind } from '../context/actor.js';
import { Declarations } from '../registry/declarations.js';
import { Principals } from './principals.js';

/** The kinds of people who can sign in, as the loaded modules provide them. */
@Injectable()
export class PrincipalRegistry {
  private found: Map<PrincipalKind, Principals> | undefined;

  constructor(private readonly declarations: Declarations) {}

  of(kind: PrincipalKind): Principals {
    this.found ??= new Map(this.declarations.implementationsOf(Principals).map((p) => [p.kind, p]));
    const principals = this.found.get(kind);
    if (!principals) throw new Error(`no module provides principals of the kind ${kind}`);
    return principals;
  }
}
