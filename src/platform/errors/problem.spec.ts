import { BadRequestException, HttpException } from '@nestjs/common';
import fc from 'fast-check';
import { NotSignedIn } from '../context/not-signed-in.js';
import { LANGUAGES } from '../context/language.js';
import { fromDatabase } from '../database/database-errors.js';
import { commonErrors } from './common.errors.js';
import { defineErrors, errorCatalogue } from './domain-error.js';
import { problemOf } from './problem.js';

describe('a refusal as problem+json', () => {
  it('has its code, its status, and its text in the language asked for', () => {
    const errors = defineErrors({ 'probe.full': { status: 409, text: { 'zh-CN': '{n}人已满', en: 'full at {n}' } } });
    const error = errors['probe.full']({ n: 3 }, { extra: { limit: 3 }, faults: [{ path: 'a', code: 'b', message: 'c' }] });
    expect(problemOf(error, 'en', 'r')).toEqual({
      type: 'urn:tide:error:probe.full',
      title: 'Conflict',
      status: 409,
      detail: 'full at 3',
      code: 'probe.full',
      requestId: 'r',
      limit: 3,
      errors: [{ path: 'a', code: 'b', message: 'c' }],
    });
    expect(problemOf(error, 'zh-CN', null).detail).toBe('3人已满');
    expect(errorCatalogue.has('probe.full')).toBe(true);
  });

  it('cannot be given another status or code by what it carries along', () => {
    expect(problemOf(commonErrors.conflict({}, { extra: { status: 200, code: 'x', type: 'y' } }), 'en', null)).toMatchObject({
      status: 409,
      code: 'conflict',
    });
  });

  it('names the faults of the framework in our words', () => {
    expect(problemOf(new NotSignedIn(), 'en', null)).toMatchObject({ status: 401, code: 'auth.required' });
    expect(problemOf(new BadRequestException('Unexpected token in JSON'), 'en', null)).toMatchObject({
      status: 400,
      code: 'input.malformed',
      detail: 'The request is malformed',
    });
    expect(problemOf(Object.assign(new Error('x'), { statusCode: 413 }), 'en', null)).toMatchObject({ code: 'body.too-large' });
    expect(problemOf(new HttpException('teapot', 418), 'en', null)).toMatchObject({ status: 400 });
  });

  it('never shows internals, whatever was thrown', () => {
    const secret = 'SELECT passwordHash FROM staff /srv/app.js:12';
    const thrown = fc.oneof(
      fc.constant(new Error(secret)),
      fc.constant(secret),
      fc.constant({ message: secret, stack: secret }),
      fc.constant(Object.assign(new Error(secret), { driverError: { errno: 1064, message: secret }, query: secret })),
      fc.constant(new HttpException(secret, 500)),
      fc.constant(Object.assign(new Error(secret), { statusCode: 502 })),
      fc.constant(null),
      fc.constant(undefined),
      fc.integer({ min: 400, max: 499 }).map((status) => new HttpException(secret, status)),
    );
    fc.assert(
      fc.property(thrown, fc.constantFrom(...LANGUAGES), (error, language) => {
        const problem = problemOf(fromDatabase(error) ?? error, language, 'r');
        expect(JSON.stringify(problem)).not.toContain('passwordHash');
        expect(problem.status).toBeGreaterThanOrEqual(400);
        expect(problem.detail.length).toBeGreaterThan(3);
      }),
    );
  });
});

describe('what a database says', () => {
  it('is a conflict where a constraint was met last', () => {
    expect(
      fromDatabase({ driverError: { errno: 1062, message: "Duplicate entry 'x' for key 'customer.uq_customer_phoneKey'" } }),
    ).toMatchObject({ code: 'unique.violated' });
    expect(
      fromDatabase({ driverError: { code: 'SQLITE_CONSTRAINT_UNIQUE', message: 'UNIQUE constraint failed: tag.name' } }),
    ).toMatchObject({ code: 'unique.violated' });
    expect(fromDatabase({ driverError: { errno: 1451 } })).toMatchObject({ code: 'conflict' });
    expect(fromDatabase({ driverError: { code: 'ECONNREFUSED' } })).toMatchObject({ status: 503 });
    expect(fromDatabase({ driverError: { errno: 1213 } })).toMatchObject({ status: 503 });
  });
  it('is not mistaken for one elsewhere', () => {
    expect([fromDatabase(new Error('x')), fromDatabase(null), fromDatabase(undefined), fromDatabase('1062')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
