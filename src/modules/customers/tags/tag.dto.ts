import { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { line } from '../customer-fields.js';
import type { Tag } from './tag.entity.js';

export const tagList = listQuery({ sorts: ['name', 'createdAt'], filters: {} });
export const tagBody = z.strictObject({ name: line(40) });
export type TagList = z.output<typeof tagList>;
export type TagBody = z.output<typeof tagBody>;
export type TagView = ReturnType<typeof tagView>;
export const tagView = ({ id, name, createdAt }: Tag) => ({ id, name, createdAt: iso(createdAt) });
