import { z } from 'zod';
import { idParam, intParam, optionalId, text, version } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import type { Shown } from '../../../platform/permissions/field-sight.js';
import { recordView } from '../../../platform/records/record-kind.js';
import type { Department } from './department.entity.js';

const code = () => z.int().min(1).max(99_999_999);
export const DEPARTMENT_SORTS = { code: 'code', name: 'name', path: 'path' } as const;
/** Where a department stands in the tree is told by its parent and by its path alike. */
export const DEPARTMENT_TELLS = { path: 'parentId' } as const;
export const departmentList = listQuery({ sorts: Object.keys(DEPARTMENT_SORTS), filters: { parentId: intParam(1) } });
export const departmentCreation = z.strictObject({ code: code(), name: text(64), parentId: optionalId() });
export const departmentChange = z.strictObject({
  code: code().optional(),
  name: text(64).optional(),
  parentId: optionalId(),
  version: version(),
});
export const departmentView = (row: Department) => recordView(row, ['code', 'name', 'parentId', 'path']);
export type DepartmentView = Shown<ReturnType<typeof departmentView>>;
export type DepartmentCreation = z.output<typeof departmentCreation>;
export type DepartmentChange = z.output<typeof departmentChange>;
export type DepartmentListQuery = z.output<typeof departmentList>;

/** Codes of things that the software, not people, refers to. */
export const codeName = (max = 40) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'code.invalid' });
export const POSITION_SORTS = { id: 'id', code: 'code' } as const;
export const positionList = listQuery({ sorts: Object.keys(POSITION_SORTS), filters: {} });
export const positionCreation = z.strictObject({ code: codeName(), nameZh: text(64), nameEn: text(64) });
export const positionChange = z.strictObject({ nameZh: text(64).optional(), nameEn: text(64).optional(), version: version() });
export type PositionCreation = z.output<typeof positionCreation>;
export type PositionChange = z.output<typeof positionChange>;
export type PositionListQuery = z.output<typeof positionList>;

export const byId = idParam();
export type ById = z.output<typeof byId>;
