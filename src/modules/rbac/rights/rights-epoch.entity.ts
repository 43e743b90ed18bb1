import { Entity } from 'typeorm';
import { bigColumn, primaryRefColumn } from '../../../platform/database/columns.js';

/** One row, id 1. */
@Entity('rights_epoch')
export class RightsEpochRow {
  @primaryRefColumn() id: number;
  @bigColumn() epoch: number;
}
