import { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import { version } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { line } from '../customer-fields.js';
import type { Tag } from './tag.entity.js';

export const tagList = listQuery({ sorts: ['name', 'createdAt'], filters: {} });
export const tagBody = z.strictObject({ name: line(40) });
export const tagChange = tagBody.partial().extend({ version: version() });
export type TagList = z.output<typeof tagList>;
export type TagBody = z.output<typeof tagBody>;
export type TagChange = z.output<typeof tagChange>;
export type TagView = ReturnType<typeof tagView>;
export const tagView = ({ id, name, createdAt, version: at }: Tag) => ({ id, name, createdAt: iso(createdAt), version: at });
