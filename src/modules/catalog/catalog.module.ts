import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { permissionSets } from '../../platform/permissions/permission-set.js';
import { campusResource } from './campus.admin.js';
import { CampusController } from './campus.controller.js';
import { Campus } from './campus.entity.js';
import { CampusService } from './campus.service.js';
import { catalogPermissions } from './catalog.permissions.js';
import { courseResource } from './course.admin.js';
import { CourseController } from './course.controller.js';
import { Course } from './course.entity.js';
import { CourseService } from './course.service.js';
import { catalogDocs } from './catalog.docs.js';

/** Campuses and courses. */
@Module({
  imports: [TypeOrmModule.forFeature([Campus, Course])],
  controllers: [CampusController, CourseController],
  providers: [...catalogDocs, permissionSets.declare(catalogPermissions), CampusService, campusResource, CourseService, courseResource],
})
export class CatalogModule {}
