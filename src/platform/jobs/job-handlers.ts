import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Declarations } from '../registry/declarations.js';
import { HANDLES, type JobHandler, type JobKind, jobKinds } from './job-kind.js';

interface Known {
  readonly kind: JobKind;
  readonly handle: JobHandler;
  readonly name: string;
}

/** Which method does which kind of job. Start-up refuses a kind without exactly one, and a method whose kind no module declares. */
@Injectable()
export class JobHandlers implements OnModuleInit {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly declarations: Declarations,
  ) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object' || !Object.getPrototypeOf(instance)) continue;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object))
        this.look(instance as Record<string, unknown>, name);
    }
    const declared = new Set(this.declarations.of(jobKinds).flatMap((kinds) => kinds.map(({ kind }) => kind)));
    for (const kind of declared)
      if (!this.known.has(kind)) throw new Error(`no provider handles the job ${kind}: mark one method with @Handles`);
    for (const { kind, name } of this.known.values())
      if (!declared.has(kind.kind)) throw new Error(`${name} handles the job ${kind.kind}, which no module declares: see jobKinds`);
  }

  get kinds(): string[] {
    return [...this.known.keys()];
  }

  of(kind: string): Known | undefined {
    return this.known.get(kind);
  }

  private look(instance: Record<string, unknown>, method: string): void {
    const handle = instance[method];
    const kind = typeof handle === 'function' ? (Reflect.getMetadata(HANDLES, handle) as JobKind | undefined) : undefined;
    if (!kind) return;
    const name = `${instance.constructor.name}.${method}`;
    const other = this.known.get(kind.kind);
    if (other) throw new Error(`the job ${kind.kind} has two handlers: ${other.name} and ${name}`);
    this.known.set(kind.kind, { kind, handle: (handle as JobHandler).bind(instance), name });
  }
}
