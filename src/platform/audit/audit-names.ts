import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AdminCatalogue } from '../admin/admin-catalogue.js';
import { Context } from '../context/context.js';
import { DomainError } from '../errors/domain-error.js';
import { Declarations } from '../registry/declarations.js';
import { recordValues } from './audit-text.js';

/** What the reader calls the records that the log speaks of, as far as he reaches them himself. */
@Injectable()
export class AuditNames {
  constructor(
    private readonly modules: ModuleRef,
    private readonly declarations: Declarations,
    private readonly context: Context,
  ) {}

  /** One look-up for each record, however many entries speak of it; by `subject/id`. */
  async of(entries: readonly { subject: string; subjectId: string }[]): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const { subject, subjectId } of entries) {
      const key = `${subject}/${subjectId}`;
      if (names.has(key)) continue;
      const name = /^[1-9]\d{0,9}$/.test(subjectId) ? await this.record(subject, Number(subjectId)) : this.worded(subjectId);
      if (name) names.set(key, name);
    }
    return names;
  }

  /** Deleted, or out of the reader's reach: no name. */
  private async record(subject: string, id: number): Promise<string | undefined> {
    const catalogue = this.modules.get(AdminCatalogue, { strict: false });
    const screen = [...catalogue.screens.values()].find(({ definition }) => definition.subject === subject);
    if (!screen || !catalogue.mayRead(screen)) return undefined;
    try {
      return screen.titleOf(await screen.get(id));
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  /** `run-24` → `Run 24`. */
  private worded(id: string): string | undefined {
    const [, kind, rest] = /^([a-z]+)-(.+)$/.exec(id) ?? [];
    const word = this.declarations.of(recordValues).find((words) => words[`id=${kind}`])?.[`id=${kind}`];
    return word && [word[this.context.language], ...(/^\d+$/.test(rest ?? '') ? [rest] : [])].join(' ');
  }
}
