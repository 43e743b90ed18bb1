import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { AdminOutcome } from '../../../platform/admin/admin-source.js';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Declarations } from '../../../platform/registry/declarations.js';
import { ValidationPipe } from '../../../platform/http/validation.pipe.js';
import { CustomerReadService } from '../customer-read.service.js';
import { CustomerUpdateService } from '../customer-update.service.js';
import { tagsOf } from '../customer-form.js';
import { customerChange } from '../customer.dto.js';
import { CustomerHandOver } from '../customer.port.js';
import { customerNumber } from '../customer.entity.js';
import { ExportService } from '../export/export.service.js';

/** What is done to the ticked customers of a list, each as if he were the only one. */
@Injectable()
export class TickedCustomers implements OnApplicationBootstrap {
  private handOvers: CustomerHandOver;

  constructor(
    private readonly declarations: Declarations,
    private readonly customers: CustomerReadService,
    private readonly changes: CustomerUpdateService,
    private readonly exports: ExportService,
    private readonly validation: ValidationPipe,
    private readonly context: Context,
  ) {}

  onApplicationBootstrap(): void {
    this.handOvers = this.declarations.implementationOf(CustomerHandOver);
  }

  async exportChosen(ids: readonly number[]): Promise<AdminOutcome> {
    await this.exports.start({ ids: [...ids] });
    return { message: { 'zh-CN': '正在导出', en: 'The export has begun' }, redirect: '/admin/pages/customer-exports' };
  }

  /** @throws what is wrong with the colleague; what is wrong with one customer is named, and the others go. */
  assign(ids: readonly number[], inputs: Readonly<Record<string, unknown>>): Promise<AdminOutcome> {
    return this.handOvers.assign(ids, inputs);
  }

  /** @throws why he stays where he is. */
  handOver(id: number, inputs: Readonly<Record<string, unknown>>): Promise<AdminOutcome> {
    return this.handOvers.handOver(id, inputs);
  }

  /** Beside the tags that each has. @throws input.invalid (400), the refusal when none of them takes it. */
  async addTags(ids: readonly number[], names: unknown): Promise<AdminOutcome> {
    const { tags = [] } = await this.validation.parse(customerChange, { tags: tagsOf(names) });
    const refused: { id: number; error: DomainError }[] = [];
    for (const id of ids) {
      try {
        const { version, tags: before } = await this.customers.get(id);
        // whoever does not see the tags that are there would take them away
        if (!before) throw commonErrors['field.forbidden']({ fields: 'tags' });
        await this.changes.update(id, { ...(version ? { version } : {}), tags: [...new Set([...before, ...tags])] });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refused.push({ id, error });
      }
    }
    const done = ids.length - refused.length;
    if (refused[0] && !done) throw refused[0].error;
    const why = refused.map(({ id, error }) => `${customerNumber(id)}: ${say(error.definition.text, this.context.language, error.params)}`);
    return {
      message: { 'zh-CN': `已为 ${done} 个客户添加标签`, en: `Tagged ${done}` },
      ...(why.length ? { note: { 'zh-CN': '未成功：', en: 'Refused:' }, detail: why.join('\n') } : {}),
    };
  }
}
