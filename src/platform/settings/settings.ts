import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../audit/audit.js';
import { Clock } from '../context/clock.js';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { changesNothing } from '../http/given.js';
import { ValidationPipe } from '../http/validation.pipe.js';
import { Declarations } from '../registry/declarations.js';
import { FreshCache } from './fresh-cache.js';
import { type SettingDefinition, settingDefinitions } from './setting-definition.js';
import { SettingRepository } from './setting.repository.js';

export interface SettingState {
  definition: SettingDefinition<unknown>;
  value: unknown;
  /** 0 as long as nobody has changed it. */
  version: number;
  updatedAt: number | null;
}

/** Typed settings: read from memory (at most half a second old in any process), written with their limits checked, each change audited. */
@Injectable()
export class Settings implements OnModuleInit {
  private readonly log = new Logger(Settings.name);
  private readonly declared = new Map<string, SettingDefinition<unknown>>();
  private readonly states = new FreshCache(() => this.load());

  constructor(
    private readonly repository: SettingRepository,
    private readonly declarations: Declarations,
    private readonly audit: Audit,
    private readonly context: Context,
    private readonly clock: Clock,
    private readonly validation: ValidationPipe,
  ) {}

  onModuleInit(): void {
    for (const definition of this.declarations.of(settingDefinitions)) {
      if (this.declared.has(definition.code)) throw new Error(`the setting ${definition.code} is declared twice`);
      const initial = definition.schema.safeParse(definition.initial);
      if (!initial.success)
        throw new Error(`the initial value of the setting ${definition.code} breaks its own limits: ${initial.error.message}`);
      this.declared.set(definition.code, definition);
    }
  }

  async get<T>(definition: SettingDefinition<T>): Promise<T> {
    const state = (await this.states.get()).get(definition.code);
    if (!state) throw new Error(`the setting ${definition.code} is declared by no module`);
    return state.value as T;
  }

  /** @throws input.invalid (400) naming every fault. */
  async set<T>(definition: SettingDefinition<T>, value: T): Promise<void> {
    await this.change(definition.code, value);
  }

  /** All declared settings, by group and code. */
  async all(): Promise<SettingState[]> {
    const key = ({ definition }: SettingState) => `${definition.group} ${definition.code}`;
    return [...(await this.states.get()).values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  /** @throws not-found (404). */
  async state(code: string): Promise<SettingState> {
    const state = (await this.states.get()).get(code);
    if (!state) throw commonErrors['not-found']();
    return state;
  }

  /** @throws not-found (404), input.invalid (400), stale (409) when it has been changed since `version`. */
  async change(code: string, value: unknown, version?: number): Promise<SettingState> {
    const definition = this.declared.get(code);
    if (!definition) throw commonErrors['not-found']();
    const checked = await this.validation.parse(definition.schema, value, ['value']);
    await this.write(definition, checked, version);
    this.states.drop();
    return this.state(code);
  }

  @Transactional()
  private async write(definition: SettingDefinition<unknown>, value: unknown, version: number | undefined): Promise<void> {
    const present = await this.repository.locked(definition.code);
    if (version !== undefined && version !== (present?.version ?? 0)) throw commonErrors.stale();
    if (changesNothing({ value: present ? present.value : definition.initial }, { value })) return;
    await this.repository.put(definition.code, value, this.clock.now(), this.context.optionalActor?.id ?? null);
    await this.audit.record({
      subject: 'Setting',
      subjectId: definition.code,
      action: 'update',
      before: { value: present ? present.value : definition.initial },
      after: { value },
    });
    this.states.drop();
  }

  private async load(): Promise<Map<string, SettingState>> {
    const rows = new Map((await this.repository.all()).map((row) => [row.code, row]));
    return new Map(
      [...this.declared.values()].map((definition) => {
        const row = rows.get(definition.code);
        const stored = row && definition.schema.safeParse(row.value);
        if (stored && !stored.success) this.log.error(`the stored value of ${definition.code} breaks its limits; the initial one is used`);
        const value = stored?.success ? stored.data : definition.initial;
        return [definition.code, { definition, value, version: row?.version ?? 0, updatedAt: row?.updatedAt ?? null }];
      }),
    );
  }
}
