import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiled } from './typescript.mjs';

const folder = fileURLToPath(new URL('../src/platform/spreadsheets/', import.meta.url));

/** Before any test: the process that reads files cannot write down what it compiles, and every import has one. */
export default function setup() {
  for (const name of readdirSync(folder)) if (/^(?!.*\.spec).*\.ts$/.test(name)) compiled(folder + name);
}
