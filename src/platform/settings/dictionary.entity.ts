import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { flagColumn, idColumn, instantColumn, intColumn, keyColumn, refColumn, textColumn } from '../database/columns.js';

@Entity('dictionary')
@Index('uq_dictionary_code', ['code'], { unique: true })
export class Dictionary {
  @idColumn() id: number;
  @keyColumn(64) code: string;
  @instantColumn() createdAt: number;
}

@Entity('dictionary_item')
@Index('uq_dictionary_item_dictionaryId_value', ['dictionaryId', 'value'], { unique: true })
export class DictionaryItem {
  @idColumn() id: number;
  @refColumn() dictionaryId: number;
  @ManyToOne(() => Dictionary, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'dictionaryId', foreignKeyConstraintName: 'fk_dictionary_item_dictionaryId' })
  dictionary?: Relation<Dictionary>;
  /** What records hold; never changed. */
  @keyColumn(40) value: string;
  @textColumn(100) labelZh: string;
  @textColumn(100) labelEn: string;
  /** A value that is not active stays readable on old records and is refused on new ones. */
  @flagColumn() active: boolean;
  @intColumn() position: number;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
  @Column({ type: 'int', default: 1 }) version: number;
}
