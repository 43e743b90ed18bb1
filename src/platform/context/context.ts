import { Injectable } from '@nestjs/common';
import { ClsService } from 'nestjs-cls';
import { Config } from '../config/config.js';
import type { Actor, Source } from './actor.js';
import type { Language } from './language.js';
import { NotSignedIn } from './not-signed-in.js';

interface Store {
  actor?: Actor;
  language?: Language;
  source?: Source;
  address?: string;
  requestId?: string;
}

/** What the present request or job is about; travels with the async call, never as an argument. */
@Injectable()
export class Context {
  constructor(
    private readonly cls: ClsService,
    private readonly config: Config,
  ) {}

  /** The acting principal. @throws NotSignedIn (401) when nobody is known. */
  get actor(): Actor {
    const actor = this.optionalActor;
    if (!actor) throw new NotSignedIn();
    return actor;
  }

  get optionalActor(): Actor | undefined {
    return this.read('actor');
  }

  get language(): Language {
    return this.read('language') ?? this.config.defaultLocale;
  }

  get source(): Source {
    return this.read('source') ?? 'system';
  }

  get address(): string | null {
    return this.read('address') ?? null;
  }

  get requestId(): string | null {
    return this.read('requestId') ?? null;
  }

  set(values: Store): void {
    const store = this.cls.get<object | undefined>();
    if (!store) throw new Error('there is no context to remember this in');
    Object.assign(store, values);
  }

  /** Runs `work` in a context of its own that starts from these values only (jobs, demo, tests). */
  run<T>(values: Store, work: () => Promise<T>): Promise<T> {
    return this.cls.run({ ifNested: 'override' }, () => {
      this.set(values);
      return work();
    });
  }

  private read<K extends keyof Store>(name: K): Store[K] {
    return this.cls.get<Store | undefined>()?.[name];
  }
}
