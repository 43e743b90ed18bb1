import type { FastifyInstance, FastifyRequest } from 'fastify';
import { commonErrors } from '../errors/common.errors.js';
import { DomainError } from '../errors/domain-error.js';
import { adminErrors } from './admin.errors.js';

export type Payload = Record<string, unknown>;
const MAX_FIELDS = 500;
const BODY_LIMIT = 262_144;

function fieldsOf(entries: Iterable<[string, unknown]>): Payload {
  const payload = Object.create(null) as Payload;
  let count = 0;
  for (const [name, value] of entries) {
    if (++count > MAX_FIELDS || name.length > 200) throw commonErrors['input.malformed']();
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      throw value instanceof File ? adminErrors['admin.files-refused']() : commonErrors['input.malformed']();
    payload[name] = value;
  }
  return payload;
}

async function read(kind: 'json' | 'form' | 'multipart', body: Buffer, contentType: string): Promise<Payload> {
  try {
    if (kind === 'form') return fieldsOf(new URLSearchParams(body.toString('utf8')));
    if (kind === 'multipart')
      return fieldsOf(await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData());
    const value: unknown = body.length ? JSON.parse(body.toString('utf8')) : {};
    if (value === null || typeof value !== 'object' || Array.isArray(value)) throw commonErrors['input.malformed']();
    return fieldsOf(Object.entries(value));
  } catch (error) {
    throw error instanceof DomainError ? error : commonErrors['input.malformed']();
  }
}

/** Forms of the back office: flat fields as JSON, form or multipart; small, in memory, and never a file on the disk. */
export function parseForms(admin: FastifyInstance): void {
  admin.removeAllContentTypeParsers();
  const kinds = { 'application/json': 'json', 'application/x-www-form-urlencoded': 'form', 'multipart/form-data': 'multipart' } as const;
  for (const [type, kind] of Object.entries(kinds)) {
    admin.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (request: FastifyRequest, body: Buffer) =>
      read(kind, body, request.headers['content-type'] ?? type),
    );
  }
}
