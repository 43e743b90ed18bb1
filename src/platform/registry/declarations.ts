import { Injectable, type Provider } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

/** What a module declares as data: permissions, back-office screens, messages, settings, schedules. */
class Declaration {
  constructor(
    readonly kind: object,
    readonly value: unknown,
  ) {}
}

/** A kind of declaration: `const permissionSets = new DeclarationKind<PermissionSet>('permission set')`. */
export class DeclarationKind<T> {
  constructor(readonly name: string) {}

  /** For a module's `providers`. */
  declare(value: T): Provider {
    return { provide: Symbol(this.name), useValue: new Declaration(this, value) };
  }
}

/** Collects through dependency injection what the loaded modules declare; nothing is registered in a static list. */
@Injectable()
export class Declarations {
  constructor(private readonly discovery: DiscoveryService) {}

  of<T>(kind: DeclarationKind<T>): T[] {
    return this.discovery
      .getProviders()
      .map((wrapper) => wrapper.instance as unknown)
      .filter((instance): instance is Declaration => instance instanceof Declaration && instance.kind === kind)
      .map((declaration) => declaration.value as T);
  }

  /** The class of every provider, each once. */
  providerTypes(): unknown[] {
    return [...new Set(this.discovery.getProviders().flatMap((wrapper) => (wrapper.metatype as unknown) ?? []))];
  }

  /** Every provider that implements a port (an abstract class), whichever module has it. */
  implementationsOf<T>(port: abstract new (...args: never[]) => T): T[] {
    const found = this.discovery.getProviders().map((wrapper) => wrapper.instance as unknown);
    return [...new Set(found.filter((instance): instance is T => instance instanceof port))];
  }

  /** The only one of a port that has exactly one. @throws at the start, when there is none or another. */
  implementationOf<T>(port: abstract new (...args: never[]) => T): T {
    const [one, another] = this.implementationsOf(port);
    if (!one || another) throw new Error(`${port.name} wants exactly one provider that implements it`);
    return one;
  }
}
