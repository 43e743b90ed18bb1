import { z } from 'zod';
import { flagParam, optionalText, text, version } from '../../platform/http/fields.js';
import { listQuery } from '../../platform/http/list-query.js';
import type { Shown } from '../../platform/permissions/field-sight.js';
import { recordView } from '../../platform/records/record-kind.js';
import type { Course } from './course.entity.js';

export const courseList = listQuery({ sorts: ['name', 'createdAt'], filters: { active: flagParam() } });
const fields = { name: text(64), outline: optionalText(50_000), active: z.boolean().optional() };
export const courseCreation = z.strictObject(fields);
export const courseChange = courseCreation.partial().extend({ version: version() });

export type CourseList = z.output<typeof courseList>;
export type CourseCreation = z.output<typeof courseCreation>;
export type CourseChange = z.output<typeof courseChange>;
export type CourseView = Shown<ReturnType<typeof courseView>>;

export const COURSE_FIELDS = ['name', 'outline', 'active'] as const;
export const courseView = (row: Course) => recordView(row, COURSE_FIELDS);
