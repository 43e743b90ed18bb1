import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { adminResources } from '../admin/admin-resource.js';
import type { AdminFieldLook, AdminListQuery, AdminRow, AdminSource } from '../admin/admin-source.js';
import { Context } from '../context/context.js';
import { type Language, say } from '../context/language.js';
import { commonErrors } from '../errors/common.errors.js';
import { permissionSets } from '../permissions/permission-set.js';
import { Scope } from '../permissions/scope.js';
import { Declarations } from '../registry/declarations.js';
import { settingView } from './settings.dto.js';
import { Settings, type SettingState } from './settings.js';

/** A page of what is held in memory anyway. */
export function slice<T>(rows: readonly T[], { page, pageSize }: AdminListQuery): { items: T[]; total: number } {
  return { items: rows.slice((page - 1) * pageSize, page * pageSize), total: rows.length };
}

/** Settings have codes; the back office wants numbers: the place among all of them. */
@Injectable()
export class SettingsAdmin implements AdminSource {
  constructor(
    private readonly settings: Settings,
    private readonly context: Context,
    private readonly scope: Scope,
    private readonly declarations: Declarations,
  ) {}

  async list(query: AdminListQuery) {
    const needle = query.search?.toLowerCase() ?? '';
    const rows = (await this.rows()).filter((row) => `${row.code} ${row.label} ${row.groupName}`.toLowerCase().includes(needle));
    return slice<AdminRow>(
      query.filters['group']
        ? rows.filter((row) => row.group === query.filters['group'] || row.groupName === query.filters['group'])
        : rows,
      query,
    );
  }

  async get(id: number): Promise<AdminRow> {
    const row = (await this.rows())[id - 1];
    if (!row) throw commonErrors['not-found']();
    return row;
  }

  async update(id: number, values: Record<string, unknown>): Promise<AdminRow> {
    this.scope.demand('update', 'Setting');
    const row = await this.get(id);
    await this.settings.change(
      String(row['code']),
      values['value'],
      values['version'] === undefined ? undefined : Number(values['version']),
    );
    return this.get(id);
  }

  async reset(ids: readonly number[]) {
    this.scope.demand('update', 'Setting');
    for (const id of ids) {
      const row = await this.get(id);
      await this.settings.change(String(row['code']), row['initial']);
    }
    return { message: { 'zh-CN': '已恢复初始值', en: 'Back to the initial value' } };
  }

  private async rows() {
    this.scope.demand('read', 'Setting');
    const { language } = this.context;
    const groups = this.declarations.of(permissionSets).map((set) => set.group);
    return (await this.settings.all()).map((state: SettingState, index) => ({
      id: index + 1,
      ...settingView(state, language),
      groupName: groups.find((group) => group.code === state.definition.group)?.label[language] ?? state.definition.group,
      shown: wordOf(state.value, state, language),
      initialShown: wordOf(state.definition.initial, state, language),
      looks: { value: lookOf(state, language) },
    }));
  }
}

/** A setting as people edit it: its words where it has some, yes or no, a number; the bare value where it is none of these. */
function lookOf({ definition }: SettingState, language: Language): AdminFieldLook {
  const { help, words, schema } = definition;
  const said = help ? { help: say(help, language) } : {};
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { type?: string; anyOf?: { type?: string }[] };
  const types = [shape, ...(shape.anyOf ?? [])].map((one) => one.type);
  const choices = words ?? (types.includes('boolean') ? YES_NO : undefined);
  if (choices)
    return { ...said, choices: Object.entries(choices).map(([value, text]) => ({ value: asJson(value), label: say(text, language) })) };
  return { ...said, number: types.includes('integer') || types.includes('number') };
}

const YES_NO = { true: { 'zh-CN': '是', en: 'Yes' }, false: { 'zh-CN': '否', en: 'No' } } as const;
/** The form carries JSON: `true`, `"interleaved"`. */
const asJson = (value: string): string => (value === 'true' || value === 'false' ? value : JSON.stringify(value));

function wordOf(value: unknown, { definition }: SettingState, language: Language): string {
  if (value === null) return '—';
  const plain = typeof value === 'string' ? value : JSON.stringify(value);
  return definition.words?.[plain]?.[language] ?? plain;
}

export const settingsAdmin = adminResources.declare({
  id: 'settings',
  subject: 'Setting',
  label: { 'zh-CN': '系统参数', en: 'Settings' },
  menu: 'system',
  position: 50,
  icon: 'Settings',
  title: 'label',
  source: SettingsAdmin,
  searchable: true,
  help: {
    'zh-CN': '修改后半秒内在所有进程生效，每次修改都记入日志。',
    en: 'A change holds in every process within half a second and is logged.',
  },
  properties: [
    { name: 'label', label: { 'zh-CN': '参数', en: 'Setting' }, type: 'string', in: ['list', 'show'] },
    { name: 'groupName', label: { 'zh-CN': '分组', en: 'Group' }, type: 'string', in: ['list', 'show'], filter: 'group' },
    { name: 'shown', label: { 'zh-CN': '当前值', en: 'Value' }, type: 'string', in: ['list', 'show'] },
    { name: 'value', label: { 'zh-CN': '当前值', en: 'Value' }, type: 'json', in: ['edit'] },
    { name: 'initialShown', label: { 'zh-CN': '初始值', en: 'Initial value' }, type: 'string', in: ['show'] },
    { name: 'help', label: { 'zh-CN': '说明', en: 'What it means' }, type: 'text', in: ['show'], onlyFilled: true },
    { name: 'code', label: { 'zh-CN': '代码', en: 'Code' }, type: 'string', in: ['show'] },
    { name: 'updatedAt', label: { 'zh-CN': '修改时间', en: 'Changed' }, type: 'instant', in: ['list', 'show'] },
  ],
  actions: [
    {
      name: 'reset',
      kind: 'record',
      label: { 'zh-CN': '恢复初始值', en: 'Reset' },
      permission: 'update',
      icon: 'Undo',
      confirm: { 'zh-CN': '恢复初始值？', en: 'Back to the initial value?' },
      method: 'reset',
    },
  ],
});
