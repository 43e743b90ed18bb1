import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { PrincipalKind } from '../context/actor.js';
import { Principals } from './principals.js';

/** The kinds of people who can sign in, as the loaded modules provide them. */
@Injectable()
export class PrincipalRegistry {
  private found: Map<PrincipalKind, Principals> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  of(kind: PrincipalKind): Principals {
    this.found ??= new Map(this.providers().map((p) => [p.kind, p]));
    const principals = this.found.get(kind);
    if (!principals) throw new Error(`no module provides principals of the kind ${kind}`);
    return principals;
  }

  private providers(): Principals[] {
    return this.discovery.getProviders().flatMap(({ instance }) => (instance instanceof Principals ? [instance] : []));
  }
}
