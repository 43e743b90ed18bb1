import { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import type { TimelineEntry } from '../customer.port.js';

export const timelineQuery = z.strictObject({
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
});
export type TimelineQuery = z.output<typeof timelineQuery>;
export type TimelineView = ReturnType<typeof timelineView>;

export const timelineView = ({ kind, id, at, staffId, data }: TimelineEntry, staffName: string | null) => ({
  kind,
  id,
  at: iso(at),
  staffId,
  staffName,
  ...data,
});
