import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { adminErrors } from './admin.errors.js';
import type { Payload } from './admin-body.js';
import { AdminCatalogue } from './admin-catalogue.js';
import { HomePage } from './home-page.js';
import type { Screen } from './screen.js';
import { ScreenActions } from './screen-actions.js';

interface Address {
  resourceId: string;
  action: string;
  recordId: string;
  query: string;
  pageName: string;
}
type Call = FastifyRequest<{ Params: Address }>;

const addressOf = (request: FastifyRequest) => new URLSearchParams(request.url.split('?', 2)[1] ?? '');
const idOf = (text: string): number => {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw commonErrors['not-found']();
  return Number(text);
};

/** @throws input.malformed (400) for a new record without any form. */
function formOf({ body }: Call): Payload {
  if (!body) throw commonErrors['input.malformed']();
  return body as Payload;
}

/** The calls of AdminJS's client. Reads are GET and change nothing; what changes something is POST and has passed the door's CSRF check. */
@Injectable()
export class AdminApi {
  constructor(
    private readonly catalogue: AdminCatalogue,
    private readonly actions: ScreenActions,
    private readonly home: HomePage,
    private readonly context: Context,
  ) {}

  mount(admin: FastifyInstance): void {
    admin.get('/api/dashboard', () => this.home.load());
    admin.get('/api/pages/:pageName', (request) => this.page((request as Call).params.pageName));
    for (const method of ['GET', 'POST'] as const) {
      admin.route({ method, url: '/api/resources/:resourceId/actions/:action', handler: (request) => this.resource(request as Call) });
      admin.route({
        method,
        url: '/api/resources/:resourceId/records/:recordId/:action',
        handler: (request) => this.record(request as Call),
      });
      admin.route({ method, url: '/api/resources/:resourceId/bulk/:action', handler: (request) => this.bulk(request as Call) });
    }
    admin.get('/api/resources/:resourceId/actions/search/:query', (request) => this.search(request as Call));
    admin.all('/api/*', (_request, _reply: FastifyReply) => {
      throw adminErrors['admin.unknown']();
    });
  }

  private page(name: string): object {
    const page = this.catalogue.pages.get(name);
    if (!page) throw adminErrors['admin.unknown']();
    if (!this.catalogue.mayOpen(page)) throw commonErrors.forbidden();
    return { name: page.name, label: page.label[this.context.language] };
  }

  private screen(request: Call): Screen {
    const screen = this.catalogue.screens.get(request.params.resourceId);
    if (!screen) throw adminErrors['admin.unknown']();
    screen.demand('read');
    return screen;
  }

  private resource(request: Call): Promise<object> {
    const screen = this.screen(request);
    const { action } = request.params;
    const post = request.method === 'POST';
    if (action === 'list' && !post) return this.actions.list(screen, addressOf(request));
    if (action === 'search' && !post) return this.search(request);
    if (action === 'new') return post ? this.actions.create(screen, formOf(request)) : this.actions.draft(screen);
    return this.actions.own(screen, action, 'resource', [], post ? ((request.body ?? {}) as Payload) : undefined);
  }

  private search(request: Call): Promise<object> {
    const screen = this.screen(request);
    const asked = addressOf(request);
    const by = asked.get('searchProperty');
    if (by !== null && by !== screen.definition.title) throw commonErrors['field.forbidden']({ fields: by.slice(0, 60) });
    return this.actions.search(screen, request.params.query ?? '');
  }

  private async record(request: Call): Promise<object> {
    const screen = this.screen(request);
    const { action } = request.params;
    const id = idOf(request.params.recordId);
    const payload = request.method === 'POST' ? ((request.body ?? {}) as Payload) : undefined;
    if (action === 'show' && !payload) return this.actions.show(screen, id);
    if (action === 'edit') return payload ? this.actions.update(screen, id, payload) : this.actions.form(screen, id);
    if (action === 'delete') return payload ? this.actions.remove(screen, id) : this.actions.show(screen, id);
    return this.actions.own(screen, action, 'record', [id], payload);
  }

  private bulk(request: Call): Promise<object> {
    const screen = this.screen(request);
    const given = (addressOf(request).get('recordIds') ?? '').split(',').filter(Boolean);
    if (!given.length) throw commonErrors['not-found']();
    const ids = [...new Set(given.map(idOf))];
    const payload = request.method === 'POST' ? ((request.body ?? {}) as Payload) : undefined;
    if (request.params.action === 'bulkDelete') return this.actions.bulkRemove(screen, ids, payload !== undefined);
    return this.actions.own(screen, request.params.action, 'bulk', ids, payload);
  }
}
