import { Injectable } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { AdminCatalogue } from './admin-catalogue.js';
import type { AdminPlace } from './admin-resource.js';
import type { AdminRow } from './admin-source.js';
import { type Links, linksOf } from './row-view.js';
import type { Screen } from './screen.js';

/** Titles of referred rows that the rows themselves do not carry; only of rows in the caller's reach. */
@Injectable()
export class ReferenceTitles {
  constructor(private readonly catalogue: AdminCatalogue) {}

  async of(screen: Screen, rows: readonly AdminRow[], place: AdminPlace): Promise<Links> {
    const wanted = new Map<string, Set<number>>();
    for (const property of screen.fields.in(place)) {
      if (!property.reference) continue;
      for (const row of rows)
        for (const link of linksOf(property, row))
          if (link.title === undefined)
            (wanted.get(property.reference) ?? wanted.set(property.reference, new Set()).get(property.reference)!).add(link.id);
    }
    const titles = new Map<string, string>();
    for (const [resource, ids] of wanted) {
      if (!this.opens(resource)) continue;
      for (const { id, title } of await this.look(this.catalogue.screens.get(resource)!, [...ids])) titles.set(`${resource}/${id}`, title);
    }
    return { titles, opens: (resource) => this.opens(resource) };
  }

  private opens(resource: string): boolean {
    const target = this.catalogue.screens.get(resource);
    return !!target && this.catalogue.mayRead(target);
  }

  private async look(target: Screen, ids: number[]): Promise<readonly { id: number; title: string }[]> {
    const found: { id: number; title: string }[] = [];
    for (const id of ids) {
      try {
        found.push({ id, title: target.titleOf(await target.get(id)) });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error; // out of reach: its number has to do
      }
    }
    return found;
  }
}
