import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { idParam } from '../../platform/http/fields.js';
import { Permit } from '../../platform/permissions/permit.js';
import { campusChange, type CampusChange, campusCreation, type CampusCreation, campusList, type CampusList } from './campus.dto.js';
import { CampusService } from './campus.service.js';

@Controller('campuses')
export class CampusController {
  constructor(private readonly campuses: CampusService) {}

  @Get()
  @Permit('read', 'Campus')
  list(@Query({ schema: campusList }) query: CampusList) {
    return this.campuses.list(query);
  }

  @Get(':id')
  @Permit('read', 'Campus')
  get(@Param({ schema: idParam() }) { id }: { id: number }) {
    return this.campuses.get(id);
  }

  @Post()
  @Permit('create', 'Campus')
  create(@Body({ schema: campusCreation }) body: CampusCreation) {
    return this.campuses.create(body);
  }

  @Patch(':id')
  @Permit('update', 'Campus')
  update(@Param({ schema: idParam() }) { id }: { id: number }, @Body({ schema: campusChange }) body: CampusChange) {
    return this.campuses.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Campus')
  remove(@Param({ schema: idParam() }) { id }: { id: number }) {
    return this.campuses.remove(id);
  }
}
