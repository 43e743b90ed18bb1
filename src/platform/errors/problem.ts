import { HttpException } from '@nestjs/common';
import { NotSignedIn } from '../context/not-signed-in.js';
import { type Language, say } from '../context/language.js';
import { commonErrors } from './common.errors.js';
import { DomainError, type Fault } from './domain-error.js';

/** RFC 9457, as every error answer of the API. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string | null;
  errors?: Fault[];
  [extra: string]: unknown;
}

const BY_STATUS: Record<number, keyof typeof commonErrors> = {
  400: 'input.malformed',
  401: 'auth.required',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-found',
  409: 'conflict',
  413: 'body.too-large',
  415: 'media.unsupported',
  422: 'input.invalid',
  429: 'too-many',
  503: 'unavailable',
};
const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Any thrown thing as one of our refusals; undefined for a fault of ours (answered 500 without its text). */
export function asDomainError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  if (error instanceof NotSignedIn) return commonErrors['auth.required']();
  const status = error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number } | null)?.statusCode ?? 500);
  const code = BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'input.malformed' : undefined);
  if (code) return commonErrors[code]();
  return undefined;
}

export function problemOf(error: unknown, language: Language, requestId: string | null): Problem {
  const known = asDomainError(error);
  if (!known) {
    const detail =
      language === 'zh-CN' ? '系统内部错误，请联系管理员并提供请求编号' : 'An internal error; tell your administrator the request id';
    return { type: 'about:blank', title: TITLES[500]!, status: 500, detail, code: 'internal', requestId };
  }
  const { faults, extra } = known.options;
  return {
    ...extra,
    type: `urn:tide:error:${known.code}`,
    title: TITLES[known.status] ?? 'Error',
    status: known.status,
    detail: say(known.definition.text, language, known.params),
    code: known.code,
    requestId,
    ...(faults ? { errors: faults } : {}),
  };
}
