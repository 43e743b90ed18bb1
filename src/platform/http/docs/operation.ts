import type { RouteRequirement } from '../../permissions/route-check.js';
import { problemAnswer } from './problem-schema.js';
import type { ApiTag } from './api-tag.js';
import { type JsonSchema, sampleOf } from './sample.js';
import { summaryOf } from './summary.js';

interface Media {
  schema?: JsonSchema;
  example?: unknown;
  examples?: unknown;
}
export interface Operation {
  operationId?: string;
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: JsonSchema; example?: unknown; description?: string }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
  security?: Record<string, string[]>[];
  [extension: `x-${string}`]: unknown;
}

const OK: Record<string, string> = { 200: 'Done', 201: 'Created', 202: 'Begun as a job', 204: 'Done; nothing to say' };

export interface About {
  readonly method: string;
  readonly path: string;
  readonly route: RouteRequirement;
  readonly about: { readonly tag: ApiTag; readonly prefix: string } | undefined;
  readonly components: Readonly<Record<string, unknown>>;
}

/** Adds to an operation what follows from the route: what it is about, who may call it, how it can be refused, and examples. */
export function complete(operation: Operation, { method, path, route, about, components }: About): void {
  const { requirement } = route;
  operation.tags = about ? [about.tag.name] : [];
  if (about) operation.summary ||= summaryOf(method, path, about);
  operation.description = [operation.description, whoMay(requirement)].filter(Boolean).join('\n\n');
  if (requirement.kind === 'public') operation.security = [];
  else operation.security = [{ bearer: [] }, ...(route.forKeys ? [{ apiKey: [] }] : []), { staffCookie: [] }];
  if (requirement.kind === 'permission') operation['x-permission'] = { action: requirement.action, subject: requirement.subject };
  for (const parameter of operation.parameters ?? [])
    if (parameter.schema && parameter.required) parameter.example ??= sampleOf(parameter.schema, parameter.name);
  for (const media of Object.values(operation.requestBody?.content ?? {}))
    if (media.schema && !media.examples) media.example ??= sampleOf(named(media.schema, components));
  if (method === 'post' && requirement.kind !== 'public' && route.keepsAnswer)
    (operation.parameters ??= []).push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      schema: { type: 'string', minLength: 1, maxLength: 200 },
      description: 'The same key and body return the first answer for 24 hours.',
      example: '0b2c7e5e-6f0e-4c53-9a57-0d6a4c1b2f11',
    });
  describeAnswers(operation, path);
  for (const status of refusals(operation, method, path, requirement.kind))
    operation.responses[status] ??= problemAnswer(status, { method, own: about?.tag.codes ?? [] });
}

/** A schema that is only referred to, by what stands under its name. */
const named = (schema: JsonSchema, components: About['components']): JsonSchema =>
  (components[schema.$ref?.replace('#/components/schemas/', '') ?? ''] as JsonSchema | undefined) ?? schema;

function whoMay(requirement: RouteRequirement['requirement']): string {
  if (requirement.kind === 'public') return 'Open to anybody.';
  if (requirement.kind === 'signed-in') return 'For everybody who is signed in.';
  return `Needs the permission \`${requirement.action}\` on \`${requirement.subject}\`; rows and fields are limited by its rules.`;
}

function describeAnswers(operation: Operation, path: string): void {
  const paged = operation.parameters?.some((parameter) => parameter.in === 'query' && parameter.name === 'pageSize');
  for (const [status, answer] of Object.entries(operation.responses)) {
    answer.description ||= OK[status] ?? 'Answer';
    if (answer.content || status === '204') continue;
    if (path === '/metrics')
      answer.content = {
        'text/plain': { example: 'http_request_duration_seconds_count{method="GET",route="/api/health",status="200"} 1' },
      };
    else if (paged)
      answer.content = {
        'application/json': {
          schema: { $ref: '#/components/schemas/Page' } as JsonSchema,
          example: { items: [], total: 0, page: 1, pageSize: 20, nextCursor: null },
        },
      };
    else answer.content = { 'application/json': { schema: { type: 'object' } } };
  }
}

function refusals(operation: Operation, method: string, path: string, kind: RouteRequirement['requirement']['kind']): number[] {
  const takesInput = !!operation.requestBody || !!operation.parameters?.some((parameter) => parameter.in !== 'header');
  return [
    ...(takesInput ? [400] : []),
    ...(kind === 'public' ? [] : [401]),
    ...(kind === 'permission' || (kind === 'signed-in' && method !== 'get') ? [403] : []),
    ...(path.includes('{') ? [404] : []),
    ...(method === 'get' || method === 'head' ? [] : [409]),
    ...(operation.requestBody ? [413, 415] : []),
    ...(method === 'post' && kind !== 'public' ? [422] : []),
    429,
  ];
}
