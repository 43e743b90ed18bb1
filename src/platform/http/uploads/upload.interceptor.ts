import type {} from '@fastify/multipart';
import {
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { lastValueFrom, type Observable, of } from 'rxjs';
import { commonErrors } from '../../errors/common.errors.js';
import { filesErrors } from '../../files/files.errors.js';
import { type FileRules, Files, type StagedFile } from '../../files/files.js';
import type { Route } from '../route.js';

export interface UploadRules extends FileRules {
  /** At most so many files; at least one is needed unless `optional`. */
  readonly files: number;
  readonly optional?: boolean;
}
type WithUploads = FastifyRequest & { uploads?: StagedFile[] };

const UPLOAD = 'tide:upload';
/** The route takes multipart/form-data: its fields are the body, its files are staged before any transaction begins. */
export const Upload = (rules: UploadRules) => SetMetadata(UPLOAD, rules);
/** The staged files of an `@Upload` route. */
export const Uploads = createParamDecorator(
  (_: unknown, execution: ExecutionContext) => execution.switchToHttp().getRequest<WithUploads>().uploads ?? [],
);
export const uploadsOf = (request: FastifyRequest): readonly StagedFile[] => (request as WithUploads).uploads ?? [];

/** Whether the route is an `@Upload`. */
export const takesFiles = (reflector: Reflector, { handler, controller }: Pick<Route, 'handler' | 'controller'>): boolean =>
  reflector.getAllAndOverride<UploadRules | undefined>(UPLOAD, [handler, controller]) !== undefined;

/** Receives files behind the guard and in front of the transaction: a slow sender holds no lock. What a refused request has sent is removed. */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  constructor(
    private readonly files: Files,
    private readonly reflector: Reflector,
  ) {}

  serves(route: Route): boolean {
    return takesFiles(this.reflector, route);
  }

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const rules = this.reflector.getAllAndOverride<UploadRules | undefined>(UPLOAD, [execution.getHandler(), execution.getClass()]);
    const request = execution.switchToHttp().getRequest<WithUploads>();
    if (!rules) return next.handle();
    if (!request.isMultipart()) throw filesErrors['files.multipart']();
    const staged: StagedFile[] = [];
    try {
      request.body = await this.receive(request, rules, staged);
      if (!staged.length && !rules.optional) throw filesErrors['file.missing']();
      request.uploads = staged;
      return of(await lastValueFrom(next.handle(), { defaultValue: undefined }));
    } catch (error) {
      // what is still on its way is let through, else the next request of this connection would wait behind it for ever
      request.raw.unpipe();
      request.raw.resume();
      for (const file of staged) await this.files.discard(file);
      throw error;
    }
  }

  private async receive(request: FastifyRequest, rules: UploadRules, staged: StagedFile[]): Promise<Record<string, unknown>> {
    const fields: Record<string, unknown> = {};
    for await (const part of readable(() => request.parts({ limits: { fileSize: rules.maxBytes + 1 } }))) {
      if (part.type === 'file') {
        if (staged.length >= rules.files) throw filesErrors['file.too-many']({ files: rules.files });
        staged.push(await this.files.stage(Readable.from(readable<Buffer>(() => part.file)), part.filename ?? '', rules));
      } else {
        if (['__proto__', 'constructor', 'prototype'].includes(part.fieldname)) throw commonErrors['input.malformed']();
        fields[part.fieldname] = part.value;
      }
    }
    return fields;
  }
}

/** What the parser says about a body that is broken, cut short or without a boundary is the sender's fault (400), not ours. */
async function* readable<T>(open: () => AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* open();
  } catch (error) {
    throw (error as { statusCode?: number }).statusCode ? error : commonErrors['input.malformed']();
  }
}
