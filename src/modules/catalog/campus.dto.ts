import { z } from 'zod';
import { flagParam, optionalText, text, version } from '../../platform/http/fields.js';
import { listQuery } from '../../platform/http/list-query.js';
import type { Shown } from '../../platform/permissions/field-sight.js';
import { recordView } from '../../platform/records/record-kind.js';
import type { Campus } from './campus.entity.js';

export const campusList = listQuery({ sorts: ['name', 'createdAt'], filters: { active: flagParam() } });
const fields = { name: text(64), address: optionalText(200), active: z.boolean().optional() };
export const campusCreation = z.strictObject(fields);
export const campusChange = campusCreation.partial().extend({ version: version() });

export type CampusList = z.output<typeof campusList>;
export type CampusCreation = z.output<typeof campusCreation>;
export type CampusChange = z.output<typeof campusChange>;
export type CampusView = Shown<ReturnType<typeof campusView>>;

export const CAMPUS_FIELDS = ['name', 'address', 'active'] as const;
export const campusView = (row: Campus) => recordView(row, CAMPUS_FIELDS);
