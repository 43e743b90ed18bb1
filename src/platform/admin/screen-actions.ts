import { Injectable } from '@nestjs/common';
import { Context } from '../context/context.js';
import type { TextParams } from '../context/language.js';
import { commonErrors } from '../errors/common.errors.js';
import { DomainError } from '../errors/domain-error.js';
import { actionsOf } from './action-json.js';
import { AdminAnswers, type Notice } from './admin-answers.js';
import type { Payload } from './admin-body.js';
import { adminErrors } from './admin.errors.js';
import type { AdminAction } from './admin-resource.js';
import { type AdminRow, SAID } from './admin-source.js';
import { adminText } from './admin-texts.js';
import { ReferenceTitles } from './reference-titles.js';
import type { Screen } from './screen.js';
import { draftJson, type RecordJson, recordJson } from './record-json.js';

type Place = 'list' | 'show' | 'edit';

/** What each call of AdminJS's client does on a screen, in the shapes its client reads. */
@Injectable()
export class ScreenActions {
  constructor(
    private readonly titles: ReferenceTitles,
    private readonly answers: AdminAnswers,
    private readonly context: Context,
  ) {}

  async list(screen: Screen, address: URLSearchParams): Promise<object> {
    const { request, items, total } = await screen.list(address);
    const { page, pageSize } = request.query;
    return {
      meta: { total, perPage: pageSize, page, direction: request.direction, sortBy: request.sortBy },
      records: await this.json(screen, items, 'list'),
    };
  }

  /** Only what a picker needs: numbers and titles. */
  async search(screen: Screen, text: string): Promise<object> {
    const rows = await screen.search(text);
    return { records: rows.map((row) => ({ ...draftJson({}), id: row.id, title: screen.titleOf(row) })) };
  }

  async show(screen: Screen, id: number): Promise<object> {
    return { record: await this.one(screen, await screen.get(id), 'show') };
  }

  /** The edit form: nothing but what the caller may change, so that nothing else comes back with it. */
  async form(screen: Screen, id: number): Promise<object> {
    screen.demand('update');
    return { record: await this.one(screen, await screen.get(id), 'edit') };
  }

  draft(screen: Screen): Promise<object> {
    screen.demand('create');
    return Promise.resolve({ record: draftJson({}) });
  }

  async create(screen: Screen, payload: Payload): Promise<object> {
    const { [SAID]: said, ...row } = await screen.create(payload);
    const notice: Notice = typeof said === 'string' ? { message: said, type: 'info' } : this.say('created');
    return { record: await this.one(screen, row, 'show'), redirectUrl: this.listOf(screen), notice };
  }

  async update(screen: Screen, id: number, payload: Payload): Promise<object> {
    const row = await screen.update(await screen.get(id), payload);
    return {
      record: await this.one(screen, row, 'edit'),
      redirectUrl: `${this.listOf(screen)}/records/${id}/show`,
      notice: this.say('saved'),
    };
  }

  async remove(screen: Screen, id: number): Promise<object> {
    const row = await screen.get(id);
    const record = await this.one(screen, row, 'show');
    await screen.remove(row);
    return { record, redirectUrl: this.listOf(screen), notice: this.say('deleted') };
  }

  /** One by one, each a transaction of its own; what was refused is said and stays. */
  async bulkRemove(screen: Screen, ids: readonly number[], post: boolean): Promise<object> {
    screen.demand('delete');
    const rows = await screen.getAll(ids);
    const records = await this.json(screen, rows, 'show');
    if (!post) return { records };
    const refusals: DomainError[] = [];
    for (const row of rows) {
      try {
        await screen.remove(row);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refusals.push(error);
      }
    }
    const done = rows.length - refusals.length;
    if (refusals[0] && !done) throw refusals[0];
    const notice = refusals[0]
      ? this.say('bulkDeletedPartly', 'error', { done, failed: refusals.length, reason: this.answers.messageOf(refusals[0]) })
      : this.say('bulkDeleted', 'success', { done });
    return { records, redirectUrl: this.listOf(screen), notice };
  }

  /** An action of the module's own. Without a payload it only shows what it would act on. */
  async own(
    screen: Screen,
    name: string,
    kind: AdminAction['kind'],
    ids: readonly number[],
    payload: Payload | undefined,
  ): Promise<object> {
    const action = screen.definition.actions?.find((a) => a.name === name && a.kind === kind);
    if (!action) throw adminErrors['admin.unknown']();
    if (!screen.fields.canRun(action)) throw commonErrors.forbidden();
    const rows = await screen.getAll(ids);
    const records = await this.json(screen, rows, 'show');
    const shown = kind === 'bulk' ? { records } : kind === 'record' ? { record: records[0] } : {};
    if (!payload) return shown;
    const { message, detail, note, redirect, link } = await screen.run(action, rows, payload);
    const notice: Notice = { message: message[this.context.language], type: 'success', ...(link ? { link } : {}) };
    const inside = redirect && /^\/admin(\/|$)/.test(redirect) ? redirect : this.listOf(screen);
    return {
      ...shown,
      ...(kind === 'record' ? { record: await this.fresh(screen, rows[0]!, records[0]!) } : {}),
      notice,
      redirectUrl: inside,
      ...(detail ? { detail, note: note?.[this.context.language] ?? null } : {}),
    };
  }

  /** The row after an action; as it was before when it has left the caller's reach by it. */
  private async fresh(screen: Screen, row: AdminRow, before: RecordJson): Promise<RecordJson> {
    try {
      return await this.one(screen, await screen.get(row.id), 'show');
    } catch (error) {
      if (error instanceof DomainError && error.status === 404) return { ...before, recordActions: [], bulkActions: [] };
      throw error;
    }
  }

  private async one(screen: Screen, row: AdminRow, place: Place): Promise<RecordJson> {
    return (await this.json(screen, [row], place))[0]!;
  }

  private async json(screen: Screen, rows: readonly AdminRow[], place: Place): Promise<RecordJson[]> {
    const actions = actionsOf(screen);
    const links = await this.titles.of(screen, rows, place);
    return rows.map((row) => recordJson(screen, row, place, actions, links));
  }

  private listOf(screen: Screen): string {
    return `/admin/resources/${screen.definition.id}`;
  }

  private say(key: Parameters<typeof adminText>[0], type: Notice['type'] = 'success', params?: TextParams): Notice {
    return { message: adminText(key, this.context.language, params), type };
  }
}
