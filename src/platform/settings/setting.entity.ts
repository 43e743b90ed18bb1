import { Entity } from 'typeorm';
import { instantColumn, intColumn, jsonColumn, primaryKeyColumn } from '../database/columns.js';

/** A setting somebody has changed; the others have their initial value and no row. */
@Entity('setting')
export class Setting {
  @primaryKeyColumn(100) code: string;
  @jsonColumn() value: unknown;
  @instantColumn() updatedAt: number;
  @intColumn({ nullable: true }) updatedById: number | null;
  @intColumn() version: number;
}
