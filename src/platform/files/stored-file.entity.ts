import { Entity, Index } from 'typeorm';
import { bigColumn, flagColumn, idColumn, instantColumn, intColumn, keyColumn, textColumn } from '../database/columns.js';
import type { FileKind } from './file-kind.js';

/** A file somebody keeps; whose it is and who may see it is the business of the record that refers to it. */
@Entity('stored_file')
@Index('uq_stored_file_name', ['name'], { unique: true })
export class StoredFile {
  @idColumn() id: number;
  /** In the store; made by the product. */
  @keyColumn(60) name: string;
  /** As the client called it; for people, never for a path. */
  @textColumn(200) originalName: string;
  @keyColumn(12) kind: FileKind;
  /** Bytes of the content (not of its sealed form). */
  @bigColumn() size: number;
  @keyColumn(64) sha256: string;
  /** Encrypted at rest: identity documents. */
  @flagColumn() sealed: boolean;
  @instantColumn() createdAt: number;
  @intColumn({ nullable: true }) createdById: number | null;
}
