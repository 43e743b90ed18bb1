import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Context } from '../../context/context.js';
import { say } from '../../context/language.js';
import { commonErrors } from '../../errors/common.errors.js';
import { Faults, type Found } from '../../http/faults.js';
import { given } from '../../http/given.js';
import { Channels } from '../channels.js';
import { messageKinds } from '../message-kind.js';
import type { PreferenceChange } from './preference.dto.js';
import type { Mode } from './preference.entity.js';
import { PreferenceRepository } from './preference.repository.js';

const CHANNEL_LABELS: Readonly<Record<string, { 'zh-CN': string; en: string }>> = {
  email: { 'zh-CN': '邮件', en: 'E-mail' },
  sms: { 'zh-CN': '短信', en: 'SMS' },
};

/** How the caller wants to hear of what. Whatever he chooses, everything stands in the application. */
@Injectable()
export class Preferences {
  constructor(
    private readonly repository: PreferenceRepository,
    private readonly channels: Channels,
    private readonly faults: Faults,
    private readonly context: Context,
  ) {}

  async get() {
    const { id } = this.context.actor;
    const [habit, chosen] = [await this.repository.habit(id), await this.repository.of(id)];
    const channels = this.channels.personal();
    const modeOf = (kind: string, channel: string): Mode =>
      chosen.find((one) => one.kind === kind && one.channel === channel)?.mode ?? 'now';
    return {
      version: habit.version,
      quietFrom: habit.quietFrom,
      quietTo: habit.quietTo,
      digestAt: habit.digestAt,
      channels: channels.map(({ code, digests }) => ({
        code,
        label: this.said(CHANNEL_LABELS[code] ?? { 'zh-CN': code, en: code }),
        digests,
      })),
      kinds: [...messageKinds.values()].map(({ name, label, urgent, must }) => ({
        kind: name,
        label: this.said(label),
        /** Goes out in quiet hours too. */
        urgent: urgent === true || must === true,
        /** Always at once. */
        must: must === true,
        modes: Object.fromEntries(channels.map(({ code }) => [code, must ? 'now' : modeOf(name, code)])),
      })),
    };
  }

  /** @throws input.invalid (400) naming every fault, stale (409). */
  @Transactional()
  async change({ version, kinds = {}, ...times }: PreferenceChange) {
    const { id } = this.context.actor;
    const before = await this.repository.habit(id);
    const habit = { ...before, ...given(times) };
    this.faults.demandNone([
      ...((habit.quietFrom === null) === (habit.quietTo === null)
        ? []
        : [{ path: habit.quietFrom === null ? 'quietFrom' : 'quietTo', code: 'messages.quiet-half' }]),
      ...Object.entries(kinds).flatMap(([kind, modes]) => this.faultsOf(kind, modes)),
    ]);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    const changed = await this.changed(id, kinds);
    const same = habit.quietFrom === before.quietFrom && habit.quietTo === before.quietTo && habit.digestAt === before.digestAt;
    if (same && !changed.length) return this.get();
    if (!(await this.repository.keepHabit(id, before.version, habit))) throw commonErrors.stale();
    for (const [kind, channel, mode] of changed) await this.repository.keep(id, kind, channel, mode);
    return this.get();
  }

  private async changed(id: number, kinds: NonNullable<PreferenceChange['kinds']>): Promise<[kind: string, channel: string, mode: Mode][]> {
    const known = new Map((await this.repository.of(id)).map(({ kind, channel, mode }) => [`${kind} ${channel}`, mode]));
    return Object.entries(kinds).flatMap(([kind, modes]) =>
      Object.entries(modes).flatMap(([channel, mode]): [string, string, Mode][] =>
        (known.get(`${kind} ${channel}`) ?? 'now') === mode ? [] : [[kind, channel, mode]],
      ),
    );
  }

  private faultsOf(name: string, modes: Readonly<Record<string, Mode>>): Found[] {
    const kind = messageKinds.get(name);
    if (!kind) return [{ path: `kinds.${name}`, code: 'messages.kind-unknown' }];
    return Object.entries(modes).flatMap(([code, mode]) => {
      const path = `kinds.${name}.${code}`;
      const channel = this.channels.personal().find((one) => one.code === code);
      if (!channel) return [{ path, code: 'messages.channel-unknown' }];
      if (kind.must && mode !== 'now') return [{ path, code: 'messages.must' }];
      return mode === 'digest' && !channel.digests ? [{ path, code: 'messages.no-digest' }] : [];
    });
  }

  private said(text: { 'zh-CN': string; en: string }): string {
    return say(text, this.context.language);
  }
}
