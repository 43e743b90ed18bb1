import { z } from 'zod';
import { flagParam, id, intParam, optionalId, optionalText, text, version } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { codeName } from '../organisation/organisation.dto.js';
import { REACHES } from './role.entity.js';

/** As many as fit their column. */
const conditions = () =>
  z.record(z.string().max(60), z.unknown()).refine((given) => JSON.stringify(given).length <= 20_000, { error: 'rule.too-long' });
const fields = () => z.array(z.string().min(1).max(60)).min(1).max(100);
const word = () => z.string().trim().min(1).max(60);

export const ROLE_SORTS = { id: 'id', code: 'code' } as const;
export const roleList = listQuery({ sorts: Object.keys(ROLE_SORTS), filters: { active: flagParam() } });
export const roleCreation = z.strictObject({
  code: codeName(),
  nameZh: text(64),
  nameEn: text(64),
  description: optionalText(500),
  secondStep: z.boolean().optional(),
});
export const roleChange = z.strictObject({
  nameZh: text(64).optional(),
  nameEn: text(64).optional(),
  description: optionalText(500),
  active: z.boolean().optional(),
  secondStep: z.boolean().optional(),
  version: version(),
});
const grant = z
  .strictObject({
    permissionId: id(),
    reach: z.enum(REACHES),
    conditions: conditions().nullable().optional(),
    fields: fields().nullable().optional(),
    inverted: z.boolean().optional(),
  })
  .refine((g) => (g.reach === 'custom') === !!g.conditions, { error: 'rule.conditions-misplaced', path: ['conditions'] });
export const roleGrants = z.strictObject({
  permissions: z
    .array(grant)
    .max(2000)
    .refine((list) => new Set(list.map((g) => g.permissionId)).size === list.length, { error: 'rule.twice' }),
  version: version(),
});
export type RoleListQuery = z.output<typeof roleList>;
export type RoleCreation = z.output<typeof roleCreation>;
export type RoleChange = z.output<typeof roleChange>;
export type RoleGrants = z.output<typeof roleGrants>;

export const PERMISSION_SORTS = { id: 'id', code: 'code' } as const;
export const permissionList = listQuery({
  sorts: Object.keys(PERMISSION_SORTS),
  filters: { subject: word().optional(), action: word().optional(), groupId: intParam(1) },
});
const titles = { titleZh: text(120), titleEn: text(120) };
export const permissionCreation = z.strictObject({
  ...titles,
  code: z.string().regex(/^[\w.-]{1,120}$/, { error: 'code.invalid' }),
  action: word(),
  subject: word(),
  fields: fields().nullable().optional(),
  conditions: conditions().nullable().optional(),
  inverted: z.boolean().optional(),
  groupId: id(),
  parentId: optionalId(),
});
export const permissionChange = z.strictObject({
  titleZh: titles.titleZh.optional(),
  titleEn: titles.titleEn.optional(),
  groupId: id().optional(),
  parentId: optionalId(),
  fields: fields().nullable().optional(),
  conditions: conditions().nullable().optional(),
  inverted: z.boolean().optional(),
  version: version(),
});
export type PermissionListQuery = z.output<typeof permissionList>;
export type PermissionCreation = z.output<typeof permissionCreation>;
export type PermissionChange = z.output<typeof permissionChange>;

export const LEVEL_SORTS = { sortNo: 'sortNo', code: 'code' } as const;
export const menuList = listQuery({ sorts: Object.keys(LEVEL_SORTS), filters: {} });
export const groupList = listQuery({ sorts: Object.keys(LEVEL_SORTS), filters: { menuId: intParam(1) } });
export type MenuListQuery = z.output<typeof menuList>;
export type GroupListQuery = z.output<typeof groupList>;

const short = { titleZh: text(64), titleEn: text(64), sortNo: z.int().min(0).max(100_000).optional() };
export const menuCreation = z.strictObject({ ...short, code: codeName(64) });
export const menuChange = z.strictObject({
  titleZh: short.titleZh.optional(),
  titleEn: short.titleEn.optional(),
  sortNo: short.sortNo,
  version: version(),
});
export const groupCreation = z.strictObject({ ...short, code: codeName(64), menuId: id() });
export const groupChange = z.strictObject({ ...menuChange.shape, menuId: id().optional() });
export type MenuCreation = z.output<typeof menuCreation>;
export type MenuChange = z.output<typeof menuChange>;
export type GroupCreation = z.output<typeof groupCreation>;
export type GroupChange = z.output<typeof groupChange>;

export const explainQuery = z.strictObject({
  userId: z.coerce.number().int().min(1).max(2_147_483_647),
  action: word(),
  subject: word(),
  id: intParam(1),
  field: word().optional(),
});
export type ExplainQuery = z.output<typeof explainQuery>;
