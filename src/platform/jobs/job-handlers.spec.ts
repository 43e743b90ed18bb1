import { Injectable, Module, type Provider, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { JobHandlers } from './job-handlers.js';
import { defineJob, Handles, jobKinds } from './job-kind.js';
import { Declarations } from '../registry/declarations.js';

const label = { 'zh-CN': '测试', en: 'Test' };
const job = defineJob<{ id: number }>('spec.handled', { label });
const declared = jobKinds.declare([job]);

@Injectable()
class One {
  @Handles(job)
  async first({ id }: { id: number }) {
    return Promise.resolve({ id });
  }
}
@Injectable()
class Two {
  @Handles(job)
  async second() {}
}

async function start(...providers: (Type | Provider)[]): Promise<JobHandlers> {
  @Module({ imports: [DiscoveryModule], providers: [Declarations, JobHandlers, ...providers] })
  class Jobs {}
  const app = await NestFactory.createApplicationContext(Jobs, { logger: false, abortOnError: false });
  return app.get(JobHandlers);
}

describe('handlers of jobs', () => {
  it('REQ-SY7 are found by their mark, with the defaults of their kind', async () => {
    const known = (await start(declared, One)).of('spec.handled')!;
    expect(await known.handle({ id: 7 }, undefined as never)).toEqual({ id: 7 });
    expect(known.kind).toMatchObject({ attempts: 5, transactional: true, runAs: 'starter' });
  });

  it('REQ-SY7 a kind without a handler, or with two, stops the start', async () => {
    await expect(start(declared)).rejects.toThrow('no provider handles the job spec.handled');
    await expect(start(declared, One, Two)).rejects.toThrow(/the job spec\.handled has two handlers: One\.first and Two\.second/);
    await expect(start(One)).rejects.toThrow('One.first handles the job spec.handled, which no module declares');
  });

  it('REQ-SY7 a kind is defined once, under a name that says its module', () => {
    expect(() => defineJob('spec.handled', { label })).toThrow('defined twice');
    expect(() => defineJob('Handled', { label })).toThrow('module.verb');
  });
});
