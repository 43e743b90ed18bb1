import { Entity } from 'typeorm';
import { instantColumn, primaryRefColumn } from '../../../platform/database/columns.js';

/** One row, id 1: when reclaim was last alive in any process; 0 before its first time. */
@Entity('reclaim_beat')
export class ReclaimBeat {
  @primaryRefColumn() id: number;
  @instantColumn() beatAt: number;
}
