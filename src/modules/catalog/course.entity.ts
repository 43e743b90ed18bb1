import { Entity, Index } from 'typeorm';
import { flagColumn, hugeTextColumn, idColumn, instantColumn, intColumn, textColumn } from '../../platform/database/columns.js';

@Entity('course')
@Index('uq_course_name', ['name'], { unique: true })
export class Course {
  @idColumn() id: number;
  @textColumn(64) name: string;
  /** Syllabus shown to students (课程大纲). */
  @hugeTextColumn({ nullable: true }) outline: string | null;
  @flagColumn() active: boolean;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
  @intColumn() version: number;
}
