import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Context } from '../context/context.js';
import { pageOfAll } from '../http/list-in-memory.js';
import { ForKeys, Permit, SignedIn } from '../permissions/permit.js';
import { Dictionaries } from './dictionaries.js';
import { DictionaryItems } from './dictionary-items.service.js';
import {
  codeParam,
  DICTIONARIES,
  dictionaryList,
  dictionaryView,
  itemChange,
  itemCreation,
  itemList,
  itemOrder,
  itemParam,
  ITEMS,
  itemView,
} from './settings.dto.js';

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
  @ForKeys()
  async list(@Query({ schema: dictionaryList }) query: z.output<typeof dictionaryList>) {
    const page = pageOfAll(await this.dictionaries.list(), query, DICTIONARIES);
    return { ...page, items: page.items.map((view) => dictionaryView(view, this.context.language)) };
  }

  @Get(':code/items')
  @SignedIn()
  @ForKeys()
  async listItems(@Param({ schema: codeParam }) { code }: Code, @Query({ schema: itemList }) query: z.output<typeof itemList>) {
    const page = pageOfAll(await this.dictionaries.items(code, query), query, ITEMS);
    return { ...page, items: page.items.map((entry) => itemView(entry, this.context.language)) };
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
