// `node --import ./test/typescript.mjs`: the processes of Vitest, and those that a test starts to kill one. Compiles as the build does.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const { jsc } = JSON.parse(readFileSync(new URL('../.swcrc', import.meta.url), 'utf8'));

/** Vitest asks for a test file with a query behind its name. */
const isOurs = (url) => url !== undefined && /\.ts(\?|$)/.test(url) && !url.includes('/node_modules/');

registerHooks({
  resolve(specifier, context, next) {
    const own = specifier.startsWith('.') && isOurs(context.parentURL);
    return next(own ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
  load(url, context, next) {
    if (!isOurs(url)) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      filename,
      swcrc: false,
      jsc,
      module: { type: 'es6' },
      sourceMaps: 'inline',
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
