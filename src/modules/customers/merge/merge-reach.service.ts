import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { EVERYTHING } from '../../../platform/permissions/scope-sql.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { CustomerReach } from '../customer-reach.service.js';
import { CustomerRepository } from '../customer.repository.js';
import { CUSTOMER_FIELD_LABELS } from '../customers.permissions.js';
import { binColumn, RecycleBinRepository } from '../recycle-bin/recycle-bin.repository.js';
import { mergeErrors, UNSEEN } from './merge.errors.js';
import { MergeRepository, type WholeRow } from './merge.repository.js';

export interface Sight {
  /** Contact data as it is. */
  readonly full: boolean;
  /** Fields that the caller sees; undefined: all. */
  readonly fields: ReadonlySet<string> | undefined;
}

const FIELDS = Object.entries(CUSTOMER_FIELD_LABELS);
/** What goes along in a merge and has rules of its own. */
const CHILDREN = ['Contact', 'Interaction'] as const;

/** Which records the caller may merge, what he sees of each, and whether the one may show what the other hid. */
@Injectable()
export class MergeReach {
  constructor(
    private readonly merges: MergeRepository,
    private readonly customers: CustomerRepository,
    private readonly bin: RecycleBinRepository,
    private readonly reach: CustomerReach,
    private readonly scope: Scope,
    private readonly context: Context,
  ) {}

  /** Under his lock. @throws not-found (404), forbidden (403). */
  async demandLiving(id: number): Promise<void> {
    const reach = this.reach.sql('merge');
    if (reach === EVERYTHING || (await this.customers.reached(id, reach, { lock: true }))) return;
    throw (await this.customers.reached(id, this.reach.sql(), { lock: true })) ? commonErrors.forbidden() : commonErrors['not-found']();
  }

  /** In the recycle bin. @throws not-found (404). */
  async demandBuried(id: number): Promise<void> {
    if (!(await this.bin.find(id, this.scope.sql('RecycleBin', 'restore', binColumn)))) throw commonErrors['not-found']();
  }

  async sightOf(row: WholeRow): Promise<Sight> {
    return this.sight(await this.placed(row));
  }

  /** Merging shows its caller nothing that he could not see before. @throws merge.unseen (403). */
  async demandSeen(kept: WholeRow, other: WholeRow): Promise<void> {
    const [into, from] = [await this.placed(kept), await this.placed(other)];
    const [mine, taken] = [this.sight(into), this.sight(from)];
    const { language } = this.context;
    const may = (subject: string, row: WholeRow) => this.scope.can('read', subject, row);
    const unseen = [
      ...(mine.full && !taken.full ? [say(UNSEEN.data, language)] : []),
      ...CHILDREN.filter((subject) => may(subject, into) && !may(subject, from)).map((subject) => say(UNSEEN[subject], language)),
      ...FIELDS.filter(([field]) => taken.fields?.has(field) === false && mine.fields?.has(field)).map(([, label]) => say(label, language)),
    ];
    if (unseen.length) throw mergeErrors['merge.unseen']({ what: unseen.join(language === 'en' ? ', ' : '、') });
  }

  private sight(placed: WholeRow): Sight {
    return { full: this.reach.sight()(placed), fields: this.reach.limitsFields() ? this.reach.fields(placed) : undefined };
  }

  /** In the recycle bin a customer belongs to whoever deleted him, and to that one's department. */
  private async placed(row: WholeRow): Promise<WholeRow> {
    if (row.deletedAt === null) return row;
    const departmentId = row.deletedById === null ? null : await this.merges.departmentOf(row.deletedById);
    return { ...row, ownerId: row.deletedById, departmentId };
  }
}
