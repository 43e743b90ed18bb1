import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Config } from '../../config/config.js';
import { Declarations } from '../../registry/declarations.js';
import { RouteCheck, type RouteRequirement } from '../../permissions/route-check.js';
import { apiTags, tagOf } from './api-tag.js';
import { complete, type Operation } from './operation.js';
import { codeTable, problemComponents } from './problem-schema.js';
import { zodConverter } from './zod-converter.js';

export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> } & Record<string, unknown>;
}

const PAGE = {
  type: 'object',
  required: ['items', 'total', 'page', 'pageSize', 'nextCursor'],
  properties: {
    items: { type: 'array', items: { type: 'object' } },
    total: { type: 'integer', minimum: 0 },
    page: { type: 'integer', minimum: 1 },
    pageSize: { type: 'integer', minimum: 1, maximum: 100 },
    nextCursor: { type: ['string', 'null'], description: 'Give it back as `cursor` for the next page, at the cost of the first one.' },
  },
};

const INTRODUCTION = `JSON in camelCase; ids are numbers; instants are ISO 8601 UTC, business days \`YYYY-MM-DD\`, money whole cents.
Lists take \`page\`, \`pageSize\`, \`sort\` (\`-\` in front: descending) or \`cursor\`; unknown names are refused. A \`PATCH\` that sends the \`version\` it read gets
409 \`stale\` if the record has moved on. A record outside the caller's reach looks like one that is not there.
Refusals are \`application/problem+json\` with a stable \`code\`:`;

/** OpenAPI 3.1 of every route, made from the routes themselves (REQ-SY7). */
@Injectable()
export class OpenApi {
  private app: NestFastifyApplication | undefined;
  private made: ApiDocument | undefined;

  constructor(
    private readonly routes: RouteCheck,
    private readonly config: Config,
    private readonly declarations: Declarations,
  ) {}

  /** The application whose routes are described; called once when it is made. */
  describe(app: NestFastifyApplication): void {
    this.app = app;
  }

  document(): ApiDocument {
    this.made ??= this.make();
    return this.made;
  }

  private make(): ApiDocument {
    if (!this.app) throw new Error('no application to describe');
    const base = new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Tide CRM')
      .setVersion('1')
      .setDescription(`${INTRODUCTION}\n\n${codeTable()}`)
      .addServer(this.config.publicUrl)
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The accessToken of POST /api/auth/login' }, 'bearer')
      .addBearerAuth(
        { type: 'http', scheme: 'bearer', bearerFormat: 'tide_…', description: 'An API key (POST /api/api-keys): for programs' },
        'apiKey',
      )
      .addCookieAuth(
        'tide_staff',
        { type: 'apiKey', in: 'cookie', description: 'The cookie of the back office; changes also need the X-XSRF-TOKEN header' },
        'staffCookie',
      )
      .build();
    const document = SwaggerModule.createDocument(this.app as never, base, {
      standardSchemaConverter: zodConverter as never,
    }) as unknown as ApiDocument;
    Object.assign((document.components.schemas ??= {}), problemComponents(), { Page: PAGE });
    const tags = this.declarations.of(apiTags);
    document.tags = tags.map(({ name, description }) => ({ name, description })).sort((a, b) => (a.name < b.name ? -1 : 1));
    const byHandler = new Map(this.routes.routes().map((route) => [route.handler.replace('.', '_'), route]));
    for (const [path, operations] of Object.entries(document.paths)) {
      const about = { path, about: tagOf(path, tags), components: document.components.schemas };
      for (const [method, operation] of Object.entries(operations))
        complete(operation, { ...about, method, route: this.routeOf(operation, byHandler) });
      const { patch } = operations;
      if (patch) operations['put'] = { ...structuredClone(patch), operationId: `${patch.operationId}_by_put` };
    }
    return document;
  }

  private routeOf(operation: Operation, byHandler: ReadonlyMap<string, RouteRequirement>): RouteRequirement {
    const route = byHandler.get(operation.operationId ?? '');
    if (!route) throw new Error(`the documentation speaks of ${operation.operationId}, which is no route`);
    return route;
  }
}
