import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AdminCatalogue } from '../admin/admin-catalogue.js';
import type { Screen } from '../admin/screen.js';
import { DomainError } from '../errors/domain-error.js';

/** What the screens call a record, as far as the reader reaches it himself. */
@Injectable()
export class RecordTitles {
  constructor(private readonly modules: ModuleRef) {}

  /** By the screen that shows such records; undefined where there is none, or where it is not his to read. */
  onScreen(resource: string, id: number): Promise<string | undefined> {
    return this.titleOn(this.catalogue.screens.get(resource), id);
  }

  /** By their subject; null for a record that is not there, or out of his reach. */
  async ofSubject(subject: string, id: number): Promise<string | null | undefined> {
    const screen = [...this.catalogue.screens.values()].find(({ definition }) => definition.subject === subject);
    if (!screen || !this.catalogue.mayRead(screen)) return undefined;
    return (await this.titleOn(screen, id)) ?? null;
  }

  private async titleOn(screen: Screen | undefined, id: number): Promise<string | undefined> {
    if (!screen || !this.catalogue.mayRead(screen)) return undefined;
    try {
      return screen.titleOf(await screen.get(id));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return undefined;
    }
  }

  /** Asked for late: screens are made of what writes the log. */
  private get catalogue(): AdminCatalogue {
    return this.modules.get(AdminCatalogue, { strict: false });
  }
}
