import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Context } from '../context/context.js';
import { pageOfAll } from '../http/list-in-memory.js';
import { Permit } from '../permissions/permit.js';
import { codeParam, settingChange, settingList, SETTINGS, settingView } from './settings.dto.js';
import { Settings } from './settings.js';

/** What operations may change while the product runs. */
@Controller('settings')
export class SettingsController {
  constructor(
    private readonly settings: Settings,
    private readonly context: Context,
  ) {}

  @Get()
  @Permit('read', 'Setting')
  async list(@Query({ schema: settingList }) query: z.output<typeof settingList>) {
    const all = (await this.settings.all()).filter((state) => query.group === undefined || state.definition.group === query.group);
    const page = pageOfAll(all, query, SETTINGS);
    return { ...page, items: page.items.map((state) => settingView(state, this.context.language)) };
  }

  @Get(':code')
  @Permit('read', 'Setting')
  async get(@Param({ schema: codeParam }) { code }: z.output<typeof codeParam>) {
    return settingView(await this.settings.state(code), this.context.language);
  }

  @Patch(':code')
  @Permit('update', 'Setting')
  async change(
    @Param({ schema: codeParam }) { code }: z.output<typeof codeParam>,
    @Body({ schema: settingChange }) body: z.output<typeof settingChange>,
  ) {
    return settingView(await this.settings.change(code, body.value, body.version), this.context.language);
  }

  @Post(':code/reset')
  @HttpCode(200)
  @Permit('update', 'Setting')
  async reset(@Param({ schema: codeParam }) { code }: z.output<typeof codeParam>) {
    const { definition } = await this.settings.state(code);
    return settingView(await this.settings.change(code, definition.initial), this.context.language);
  }
}
