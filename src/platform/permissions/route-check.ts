import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { NEVER_KEPT } from '../http/idempotency/idempotency.interceptor.js';
import { Declarations } from '../registry/declarations.js';
import { permissionSets } from './permission-set.js';
import { PERMIT, PERSON_ONLY, type Requirement } from './permit.js';

export interface RouteRequirement {
  method: string;
  path: string;
  handler: string;
  requirement: Requirement;
  /** Whether an Idempotency-Key has a part in it, where it is a POST. */
  keepsAnswer: boolean;
  /** Whether an API key may call it, where its roles allow. */
  forKeys: boolean;
}

/** Start-up refuses a route that says nothing about who may call it, and a permission that nobody declared. */
@Injectable()
export class RouteCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly declarations: Declarations,
  ) {}

  onModuleInit(): void {
    const declared = new Set(
      this.declarations
        .of(permissionSets)
        .flatMap((set) => set.subjects.flatMap((s) => Object.keys(s.actions).map((action) => `${action} ${s.subject}`))),
    );
    for (const { handler, requirement } of this.routes()) {
      if (requirement.kind !== 'permission') continue;
      const wanted = `${requirement.action} ${requirement.subject}`;
      if (!declared.has(wanted)) throw new Error(`${handler} needs the permission "${wanted}", which no module declares`);
    }
  }

  /** Every route of the application with what it demands. @throws when one demands nothing. */
  routes(): RouteRequirement[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: unknown[]) => unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const method = prototype[name]!;
        const path = Reflect.getMetadata(PATH_METADATA, method) as string | undefined;
        if (path === undefined) return [];
        const handler = `${metatype.name}.${name}`;
        const places = [method, metatype as () => void];
        const requirement = this.reflector.getAllAndOverride<Requirement | undefined>(PERMIT, places);
        if (!requirement) throw new Error(`${handler} has neither @Permit, @SignedIn nor @Public: say who may call it`);
        const base = String(Reflect.getMetadata(PATH_METADATA, metatype) ?? '');
        const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, method) as number]!;
        // a PUT is taken wherever a PATCH is (`HouseAdapter.patch`)
        return (verb === 'PATCH' ? ['PATCH', 'PUT'] : [verb]).map((each) => ({
          method: each,
          path: `/${[base, path].join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
          handler,
          requirement,
          forKeys: !(this.reflector.getAllAndOverride<boolean | undefined>(PERSON_ONLY, places) ?? requirement.kind === 'signed-in'),
          keepsAnswer: !this.reflector.get<boolean | undefined>(NEVER_KEPT, method),
        }));
      });
    });
  }
}
