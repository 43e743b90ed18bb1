import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Context } from '../context/context.js';
import { Permit, SignedIn } from '../permissions/permit.js';
import { Dictionaries } from './dictionaries.js';
import { DictionaryItems } from './dictionary-items.service.js';
import { codeParam, dictionaryView, itemChange, itemCreation, itemOrder, itemParam, itemsQuery, itemView } from './settings.dto.js';

type Code = z.output<typeof codeParam>;
type Item = z.output<typeof itemParam>;

/** The lists behind select boxes (REQ-SY1); everybody who is signed in reads them. */
@Controller('dictionaries')
export class DictionariesController {
  constructor(
    private readonly dictionaries: Dictionaries,
    private readonly items: DictionaryItems,
    private readonly context: Context,
  ) {}

  @Get()
  @SignedIn()
  async list() {
    const items = (await this.dictionaries.list()).map((view) => dictionaryView(view, this.context.language));
    return { items, total: items.length };
  }

  @Get(':code/items')
  @SignedIn()
  async listItems(@Param({ schema: codeParam }) { code }: Code, @Query({ schema: itemsQuery }) query: z.output<typeof itemsQuery>) {
    const items = (await this.dictionaries.items(code, query)).map((entry) => itemView(entry, this.context.language));
    return { items, total: items.length };
  }

  @Post(':code/items')
  @Permit('update', 'Dictionary')
  async create(@Param({ schema: codeParam }) { code }: Code, @Body({ schema: itemCreation }) body: z.output<typeof itemCreation>) {
    return itemView(await this.items.create(code, body), this.context.language);
  }

  @Post(':code/order')
  @HttpCode(200)
  @Permit('update', 'Dictionary')
  async order(@Param({ schema: codeParam }) { code }: Code, @Body({ schema: itemOrder }) { ids }: z.output<typeof itemOrder>) {
    const items = (await this.items.order(code, ids)).map((entry) => itemView(entry, this.context.language));
    return { items, total: items.length };
  }

  @Patch(':code/items/:id')
  @Permit('update', 'Dictionary')
  async change(@Param({ schema: itemParam }) { code, id }: Item, @Body({ schema: itemChange }) body: z.output<typeof itemChange>) {
    return itemView(await this.items.change(code, id, body), this.context.language);
  }

  @Delete(':code/items/:id')
  @HttpCode(204)
  @Permit('update', 'Dictionary')
  remove(@Param({ schema: itemParam }) { code, id }: Item): Promise<void> {
    return this.items.remove(code, id);
  }
}
