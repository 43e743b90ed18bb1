import { Injectable } from '@nestjs/common';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminOutcome, type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import { ValidationPipe } from '../../../platform/http/validation.pipe.js';
import { apiKeyCreation, apiKeyList, type ApiKeyListQuery } from './api-key.dto.js';
import { ApiKeys } from './api-key.service.js';
import { ApiKeyViews } from './api-key-views.js';

/** Keys in the back office; the secret is shown by the action that makes one, and never again. */
@Injectable()
export class ApiKeyAdmin {
  constructor(
    private readonly keys: ApiKeys,
    private readonly views: ApiKeyViews,
    private readonly validation: ValidationPipe,
  ) {}

  async list(query: ApiKeyListQuery) {
    const { items, total } = await this.keys.list(query);
    return { items: (await this.views.of(items)).map(row), total };
  }

  async get(id: number): Promise<AdminRow> {
    return row((await this.views.of([await this.keys.get(id)]))[0]!);
  }

  async make(_ids: readonly number[], { addresses, ...inputs }: Record<string, unknown>): Promise<AdminOutcome> {
    const networks = typeof addresses === 'string' ? addresses.split(/[\s,，;；、]+/).filter(Boolean) : [];
    const creation = await this.validation.parse(apiKeyCreation, { ...inputs, ...(networks.length ? { addresses: networks } : {}) });
    const { secret } = await this.keys.create(creation);
    return {
      message: { 'zh-CN': '密钥已创建', en: 'The key is made' },
      detail: secret,
      note: { 'zh-CN': '请现在复制并妥善保管，关闭后不再显示：', en: 'Copy it now and keep it safe; it is not shown again:' },
      redirect: '/admin/resources/api-keys',
    };
  }

  async revoke([id]: readonly number[]): Promise<AdminOutcome> {
    await this.keys.revoke(id!);
    return { message: { 'zh-CN': '已吊销，一秒内失效', en: 'Revoked; it is void within a second' }, redirect: '/admin/resources/api-keys' };
  }
}

type View = Awaited<ReturnType<ApiKeyViews['of']>>[number];
const row = ({ maker, addresses, ...view }: View): AdminRow => ({
  ...view,
  makerId: { id: maker.id, title: maker.name },
  addresses: addresses?.join('\n') ?? null,
});

export const apiKeyResource = adminResources.declare({
  id: 'api-keys',
  subject: 'ApiKey',
  label: { 'zh-CN': 'API 密钥', en: 'API keys' },
  menu: 'system',
  position: 60,
  icon: 'Key',
  title: 'name',
  source: shaped(ApiKeyAdmin, { list: apiKeyList }),
  allowed: ({ state }) => (state === 'revoked' ? [] : ['revoke']),
  searchable: true,
  defaultSort: '-createdAt',
  help: {
    'zh-CN': '其他程序（网站表单、报表工具等）凭密钥调用接口，只有所选角色的权限。每个程序一个密钥，不再使用就吊销。',
    en: 'Other programs (a form on a website, a reporting tool) call the API by a key, with the rights of its roles. One key a program; revoke what is used no more.',
  },
  empty: { 'zh-CN': '还没有密钥。需要让其他程序访问时，点“新建密钥”。', en: 'No keys yet. Make one when another program is to get in.' },
  properties: [
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, type: 'string', in: ['list', 'show'], sort: 'name' },
    {
      name: 'state',
      label: { 'zh-CN': '状态', en: 'State' },
      type: 'choice',
      in: ['list', 'show'],
      filter: 'state',
      choices: [
        { value: 'live', label: { 'zh-CN': '有效', en: 'Good' }, tone: 'good' },
        { value: 'expired', label: { 'zh-CN': '已过期', en: 'Expired' } },
        { value: 'revoked', label: { 'zh-CN': '已吊销', en: 'Revoked' }, tone: 'bad' },
        { value: 'resting', label: { 'zh-CN': '创建人已停用', en: 'Its maker has left' }, tone: 'bad' },
      ],
    },
    { name: 'start', label: { 'zh-CN': '密钥', en: 'Key' }, type: 'string', in: ['list', 'show'] },
    { name: 'roles', label: { 'zh-CN': '角色', en: 'Roles' }, type: 'references', reference: 'roles', in: ['list', 'show'] },
    { name: 'readOnly', label: { 'zh-CN': '只读', en: 'Reads only' }, type: 'boolean', in: ['list', 'show'] },
    { name: 'lastUsedAt', label: { 'zh-CN': '最近使用', en: 'Last used' }, type: 'instant', in: ['list', 'show'], sort: 'lastUsedAt' },
    { name: 'lastAddress', label: { 'zh-CN': '使用地址', en: 'From' }, type: 'string', in: ['show'] },
    { name: 'addresses', label: { 'zh-CN': '允许的网络地址', en: 'Good from' }, type: 'text', in: ['show'] },
    { name: 'expiresAt', label: { 'zh-CN': '到期', en: 'Expires' }, type: 'instant', in: ['list', 'show'] },
    { name: 'makerId', label: { 'zh-CN': '创建人', en: 'Made by' }, type: 'reference', reference: 'staff', in: ['list', 'show'] },
    { name: 'createdAt', label: { 'zh-CN': '创建时间', en: 'Made' }, type: 'instant', in: ['show'], sort: 'createdAt' },
    { name: 'revokedAt', label: { 'zh-CN': '吊销时间', en: 'Revoked' }, type: 'instant', in: ['show'], onlyFilled: true },
  ],
  actions: [
    {
      name: 'make',
      kind: 'resource',
      label: { 'zh-CN': '新建密钥', en: 'Make a key' },
      permission: 'create',
      icon: 'Plus',
      method: 'make',
      inputs: [
        {
          name: 'name',
          label: { 'zh-CN': '名称', en: 'Name' },
          type: 'string',
          required: true,
          help: {
            'zh-CN': '哪个程序使用，例如“官网表单”；操作日志中以此显示',
            en: 'Which program it is for; the change log calls it by that',
          },
        },
        {
          name: 'roleIds',
          label: { 'zh-CN': '角色', en: 'Roles' },
          type: 'references',
          reference: 'roles',
          required: true,
          help: { 'zh-CN': '只能选择您自己也能授予的角色', en: 'Those that you could give a colleague' },
        },
        {
          name: 'departmentId',
          label: { 'zh-CN': '部门', en: 'Department' },
          type: 'reference',
          reference: 'departments',
          help: {
            'zh-CN': '范围为部门的权限以此为准；留空为您的部门',
            en: 'What rights over a department are about; yours where it is empty',
          },
        },
        {
          name: 'readOnly',
          label: { 'zh-CN': '只读', en: 'Reads only' },
          type: 'boolean',
          help: { 'zh-CN': '勾选后不能新增或修改任何内容', en: 'It can then change nothing, whatever its roles allow' },
        },
        {
          name: 'addresses',
          label: { 'zh-CN': '允许的网络地址', en: 'Good from' },
          type: 'text',
          help: {
            'zh-CN': '每行一个地址或网段（203.0.113.0/24）；留空不限',
            en: 'An address or network (203.0.113.0/24) a line; everywhere where it is empty',
          },
        },
        {
          name: 'expiresAt',
          label: { 'zh-CN': '到期', en: 'Expires' },
          type: 'instant',
          help: { 'zh-CN': '留空则一直有效，直到吊销', en: 'Empty: good until it is revoked' },
        },
      ],
    },
    {
      name: 'revoke',
      kind: 'record',
      label: { 'zh-CN': '吊销', en: 'Revoke' },
      permission: 'revoke',
      icon: 'Slash',
      confirm: {
        'zh-CN': '使用它的程序一秒内就不能再访问，且不可恢复（需要时新建一个）。它做过的一切保留。',
        en: 'The program that uses it is shut out within a second, for good; make another one if need be. What it has done stays.',
      },
      method: 'revoke',
    },
  ],
});
