// Every rule of our own, with code it refuses and code it lets pass. Run by `npm run lint`.
import { describe, it } from 'node:test';
import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { tide } from './plugin.mjs';

RuleTester.describe = describe;
RuleTester.it = it;
const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });

/** Checks one rule: what passes, and what is refused exactly once. */
function rule(name, { passes, refused }) {
  tester.run(name, tide.rules[name], {
    valid: passes,
    invalid: refused.map((item) => ({ ...(typeof item === 'string' ? { code: item } : item), errors: 1 })),
  });
}

rule('environment', {
  passes: ['config.env', 'process.argv'],
  refused: ['process.env.PORT', "process['env'].PORT", "import { env } from 'node:process'"],
});
rule('clock', { passes: ['new Date(ms)', 'clock.now()', 'Date.parse(x)'], refused: ['new Date()', 'Date.now()', 'Date()'] });
rule('database-time', {
  passes: ["query('SELECT nowhere')", "import { Column } from 'typeorm'"],
  refused: ["query('SELECT NOW()')", 'query(`SET a = current_timestamp`)', "import { CreateDateColumn } from 'typeorm'"],
});
rule('dialect', {
  passes: ['this.database.dialect.forUpdate()', 'options.mysql', 'const mysql = 1'],
  refused: ['this.database.dialect.mysql ? 1 : 2', 'if (dialect.mysql) run()'],
});
rule('orm', {
  passes: ["import type { SelectQueryBuilder } from 'typeorm'", "import { type In } from 'typeorm'", "import { x } from './typeorm.js'"],
  refused: ["import { In } from 'typeorm'", "import { In, type Not } from 'typeorm'", "await import('typeorm')", "export * from 'typeorm'"],
});
rule('transaction-adapter', {
  passes: ["import { Transactional } from '@nestjs-cls/transactional'"],
  refused: ["import type { T } from '@nestjs-cls/transactional-adapter-typeorm'"],
});
rule('save', { passes: ['save()', 'x.insert(y)'], refused: ['repository.save(x)', 'this.manager?.save(x)'] });
rule('few-dependencies', {
  passes: ['class A { constructor(a, b, c, d, e, f) {} }', 'class A { run(a, b, c, d, e, f, g) {} }'],
  refused: ['class A { constructor(a, b, c, d, e, f, g) {} }'],
});
rule('forward-reference', {
  passes: ["import { Inject } from '@nestjs/common'"],
  refused: ["import { forwardRef } from '@nestjs/common'", 'nest.forwardRef(() => A)'],
});
rule('class-names', { passes: ['class Baseline {}'], refused: ['class BaseService {}', 'class DateUtils {}', 'class Base {}'] });
rule('comments', {
  passes: ['// says why', '// eslint is strict here'],
  refused: ['// eslint-disable-next-line no-console', '/* eslint no-console: 0 */', '// @ts-ignore', '// TODO later', '// prettier-ignore'],
});
rule('file-names', {
  passes: ['claim.service.ts', '0100-catalog.ts', 'pool-row.tsx', 'a.e2e-spec.ts'].map((filename) => ({ code: '', filename })),
  refused: ['index.ts', 'claimService.ts', 'utils.ts', 'base-service.ts', 'Pool.tsx'].map((filename) => ({ code: '', filename })),
});
rule('look-again', { passes: [{ code: 'a\nb', options: [2] }], refused: [{ code: 'a\nb\nc', options: [2] }] });
rule('transactions', {
  passes: [
    'class A { @Transactional() async run() { await this.jobs.enqueue(x); } }',
    'class A { async run() { await fetch(x); } }',
    'class A { @Transactional() async run() {} async send() { await this.mailer.send(x); } }',
  ],
  refused: [
    'class A { @Transactional() async run() { await fetch(x); } }',
    'class A { @Transactional() async run() { await this.mailer.send(x); } }',
    'class A { @Transactional() async run() { return Promise.all([this.queue.add(x)]); } }',
    'class A { @Transactional(Propagation.Required) async run() { await this.redis?.get(x); } }',
  ],
});
