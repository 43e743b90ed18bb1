import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { NeverKept } from '../../../platform/http/idempotency/idempotency.interceptor.js';
import { Permit, PersonOnly } from '../../../platform/permissions/permit.js';
import { byId, type ById } from '../organisation/organisation.dto.js';
import { nothing } from '../staff/staff.dto.js';
import { apiKeyCreation, apiKeyList } from './api-key.dto.js';
import { ApiKeys } from './api-key.service.js';
import { ApiKeyViews } from './api-key-views.js';

/** Keys are made and ended by people. */
@PersonOnly()
@Controller('api-keys')
export class ApiKeyController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly views: ApiKeyViews,
  ) {}

  @Get()
  @Permit('read', 'ApiKey')
  async list(@Query({ schema: apiKeyList }) query: z.output<typeof apiKeyList>) {
    const page = await this.keys.list(query);
    return { ...page, items: await this.views.of(page.items) };
  }

  @Get(':id')
  @Permit('read', 'ApiKey')
  async get(@Param({ schema: byId }) { id }: ById) {
    return (await this.views.of([await this.keys.get(id)]))[0];
  }

  @NeverKept()
  @Post()
  @Permit('create', 'ApiKey')
  async create(@Body({ schema: apiKeyCreation }) body: z.output<typeof apiKeyCreation>) {
    const { id, secret } = await this.keys.create(body);
    return { ...(await this.get({ id })), secret };
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @Permit('revoke', 'ApiKey')
  async revoke(@Param({ schema: byId }) { id }: ById, @Body({ schema: nothing }) _body: unknown) {
    await this.keys.revoke(id);
    return this.get({ id });
  }
}
