import { Entity, Index } from 'typeorm';
import { flagColumn, idColumn, instantColumn, intColumn, textColumn } from '../../platform/database/columns.js';

@Entity('campus')
@Index('uq_campus_name', ['name'], { unique: true })
export class Campus {
  @idColumn() id: number;
  @textColumn(64) name: string;
  @textColumn(200, { nullable: true }) address: string | null;
  @flagColumn() active: boolean;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
  @intColumn() version: number;
}
