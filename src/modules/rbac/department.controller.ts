import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { iso } from '../../platform/context/clock.js';
import { Permit } from '../../platform/permissions/permit.js';
import type { Department } from './department.entity.js';
import { DepartmentService } from './department.service.js';
import { byId, type ById, departmentChange, departmentCreation, departmentList } from './organisation.dto.js';

const view = ({ id, code, name, parentId, path, version, createdAt, updatedAt }: Department) => ({
  id,
  code,
  name,
  parentId,
  path,
  version,
  createdAt: iso(createdAt),
  updatedAt: iso(updatedAt),
});

@Controller('departments')
export class DepartmentController {
  constructor(private readonly departments: DepartmentService) {}

  @Get()
  @Permit('read', 'Department')
  async list(@Query({ schema: departmentList }) query: z.output<typeof departmentList>) {
    const page = await this.departments.list(query);
    return { ...page, items: page.items.map(view) };
  }

  @Get(':id')
  @Permit('read', 'Department')
  async get(@Param({ schema: byId }) { id }: ById) {
    return view(await this.departments.get(id));
  }

  @Post()
  @Permit('create', 'Department')
  async create(@Body({ schema: departmentCreation }) body: z.output<typeof departmentCreation>) {
    return view(await this.departments.get(await this.departments.create(body)));
  }

  @Patch(':id')
  @Permit('update', 'Department')
  async update(@Param({ schema: byId }) { id }: ById, @Body({ schema: departmentChange }) body: z.output<typeof departmentChange>) {
    await this.departments.update(id, body);
    return view(await this.departments.get(id, 'update'));
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Department')
  remove(@Param({ schema: byId }) { id }: ById): Promise<void> {
    return this.departments.remove(id);
  }
}
