// `node --import ./test/typescript.mjs`: the processes of Vitest, and those that a test starts to kill one. Compiles as the build does, each content once.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { version } = require('@swc/core/package.json');
const settings = readFileSync(new URL('../.swcrc', import.meta.url), 'utf8');
const { jsc } = JSON.parse(settings);
const kept = join(dirname(fileURLToPath(import.meta.url)), '../node_modules/.cache/tide-test');
/** The process that reads files may not: it takes what is compiled, and Node strips the types of the rest. */
const mayWrite = process.permission?.has('fs.write', kept) ?? true;
if (mayWrite) mkdirSync(kept, { recursive: true });
enableCompileCache(join(kept, 'v8'));

/** Vitest asks for a test file with a query behind its name. */
const isOurs = (url) => url !== undefined && /\.ts(\?|$)/.test(url) && !url.includes('/node_modules/');

/** The file is part of the key: its name stands in the source map. @returns undefined when it is not compiled, and cannot be. */
export function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const place = join(kept, createHash('sha1').update(`${version}${settings}${filename}\0${source}`).digest('hex'));
  try {
    return readFileSync(place, 'utf8');
  } catch {
    if (!mayWrite) return undefined;
    // loaded only where it is needed: it takes as long as all sources that are compiled
    const { code } = require('@swc/core').transformSync(source, {
      filename,
      swcrc: false,
      jsc,
      module: { type: 'es6' },
      sourceMaps: 'inline',
    });
    writeFileSync(`${place}.${process.pid}`, code);
    renameSync(`${place}.${process.pid}`, place);
    return code;
  }
}

registerHooks({
  resolve(specifier, context, next) {
    const own = specifier.startsWith('.') && isOurs(context.parentURL);
    return next(own ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
  load(url, context, next) {
    if (!isOurs(url)) return next(url, context);
    const source = compiled(fileURLToPath(url));
    return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
  },
});
