import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { idParam } from '../../platform/http/fields.js';
import { Permit } from '../../platform/permissions/permit.js';
import { courseChange, type CourseChange, courseCreation, type CourseCreation, courseList, type CourseList } from './course.dto.js';
import { CourseService } from './course.service.js';

@Controller('courses')
export class CourseController {
  constructor(private readonly courses: CourseService) {}

  @Get()
  @Permit('read', 'Course')
  list(@Query({ schema: courseList }) query: CourseList) {
    return this.courses.list(query);
  }

  @Get(':id')
  @Permit('read', 'Course')
  get(@Param({ schema: idParam() }) { id }: { id: number }) {
    return this.courses.get(id);
  }

  @Post()
  @Permit('create', 'Course')
  create(@Body({ schema: courseCreation }) body: CourseCreation) {
    return this.courses.create(body);
  }

  @Patch(':id')
  @Permit('update', 'Course')
  update(@Param({ schema: idParam() }) { id }: { id: number }, @Body({ schema: courseChange }) body: CourseChange) {
    return this.courses.update(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('delete', 'Course')
  remove(@Param({ schema: idParam() }) { id }: { id: number }) {
    return this.courses.remove(id);
  }
}
