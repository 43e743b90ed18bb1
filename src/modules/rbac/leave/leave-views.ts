import { Injectable } from '@nestjs/common';
import { iso } from '../../../platform/context/clock.js';
import { FieldSight } from '../../../platform/permissions/field-sight.js';
import type { PlacedLeave } from './leave.repository.js';

/** Leave as the caller may see it. */
@Injectable()
export class LeaveViews {
  constructor(private readonly sight: FieldSight) {}

  of(row: PlacedLeave) {
    const { id, staffId, fromDay, toDay, reason, createdById, version, createdAt, updatedAt } = row;
    const view = { id, staffId, fromDay, toDay, reason, createdById, version, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
    return this.sight.shown('Leave', view, row);
  }
}
