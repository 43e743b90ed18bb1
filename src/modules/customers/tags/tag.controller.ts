import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { idParam } from '../../../platform/http/fields.js';
import { Permit } from '../../../platform/permissions/permit.js';
import { tagBody, type TagBody, tagChange, type TagChange, tagList, type TagList } from './tag.dto.js';
import { TagService } from './tag.service.js';

type Id = { id: number };

@Controller('tags')
export class TagController {
  constructor(private readonly tags: TagService) {}

  @Get()
  @Permit('read', 'Tag')
  list(@Query({ schema: tagList }) query: TagList) {
    return this.tags.list(query);
  }

  @Get(':id')
  @Permit('read', 'Tag')
  get(@Param({ schema: idParam() }) { id }: Id) {
    return this.tags.get(id);
  }

  @Post()
  @Permit('create', 'Tag')
  create(@Body({ schema: tagBody }) body: TagBody) {
    return this.tags.create(body);
  }

  @Patch(':id')
  @Permit('update', 'Tag')
  update(@Param({ schema: idParam() }) { id }: Id, @Body({ schema: tagChange }) body: TagChange) {
    return this.tags.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Tag')
  remove(@Param({ schema: idParam() }) { id }: Id) {
    return this.tags.remove(id);
  }
}
