import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Permit } from '../../../platform/permissions/permit.js';
import { DepartmentService } from './department.service.js';
import {
  byId,
  type ById,
  departmentChange,
  type DepartmentChange,
  departmentCreation,
  type DepartmentCreation,
  departmentList,
  type DepartmentListQuery,
} from './organisation.dto.js';

@Controller('departments')
export class DepartmentController {
  constructor(private readonly departments: DepartmentService) {}

  @Get()
  @Permit('read', 'Department')
  list(@Query({ schema: departmentList }) query: DepartmentListQuery) {
    return this.departments.list(query);
  }

  @Get(':id')
  @Permit('read', 'Department')
  get(@Param({ schema: byId }) { id }: ById) {
    return this.departments.get(id);
  }

  @Post()
  @Permit('create', 'Department')
  create(@Body({ schema: departmentCreation }) body: DepartmentCreation) {
    return this.departments.create(body);
  }

  @Patch(':id')
  @Permit('update', 'Department')
  update(@Param({ schema: byId }) { id }: ById, @Body({ schema: departmentChange }) body: DepartmentChange) {
    return this.departments.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Department')
  remove(@Param({ schema: byId }) { id }: ById): Promise<void> {
    return this.departments.remove(id);
  }
}
