import { Injectable, Logger } from '@nestjs/common';
import { Context } from '../context/context.js';
import { DomainError } from '../errors/domain-error.js';
import { AdminCatalogue } from './admin-catalogue.js';
import type { HomeCardContent } from './home-card.js';

/** The first page: the cards the caller's rights leave, each in his scope. One that fails does not take the others with it. */
@Injectable()
export class HomePage {
  private readonly log = new Logger('Admin');

  constructor(
    private readonly catalogue: AdminCatalogue,
    private readonly context: Context,
  ) {}

  async load(): Promise<object> {
    const { language } = this.context;
    const cards: object[] = [];
    for (const { definition, source } of this.catalogue.cardsOfCaller()) {
      const content = await this.content(definition.name, () => source.card());
      if (!content) continue;
      const chart = content.chart && {
        ...content.chart,
        series: content.chart.series.map((s) => ({ label: s.label[language], values: s.values })),
      };
      cards.push({
        ...content,
        chart,
        hint: content.hint?.[language],
        name: definition.name,
        label: definition.label[language],
        wide: definition.wide ?? false,
      });
    }
    return { cards };
  }

  private async content(name: string, load: () => Promise<HomeCardContent | null>): Promise<HomeCardContent | null> {
    try {
      return await load();
    } catch (error) {
      if (!(error instanceof DomainError))
        this.log.error(`home card ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return null;
    }
  }
}
