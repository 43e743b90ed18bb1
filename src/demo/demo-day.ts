// `npm run demo [-- --file leads.xlsx] [-- --lang en|zh-CN]`; without a language that of the terminal: the institute's day, told on the terminal, in a database of its own that is gone afterwards.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { LANGUAGES, type Language, say } from '../platform/context/language.js';
import { loadConfig } from '../platform/config/load-config.js';
import { asDomainError } from '../platform/errors/problem.js';
import { generatedLeads } from './day-leads.js';
import { playDay } from './play-day.js';
import { quietApp } from './quiet-app.js';
import { languageOfTerminal, Terminal } from './terminal.js';

const USAGE = 'npm run demo -- [--file leads.xlsx|leads.csv] [--lang zh-CN|en]';

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function readOptions(): { file: string | undefined; language: Language } {
  try {
    const { values } = parseArgs({ options: { file: { type: 'string' }, lang: { type: 'string' } } });
    const language = LANGUAGES.find((known) => known === (values.lang ?? languageOfTerminal()));
    if (!language) fail(`--lang: ${LANGUAGES.join(' | ')}`);
    return { file: values.file, language };
  } catch {
    return fail(USAGE);
  }
}

const { file, language } = readOptions();
let leads = generatedLeads();
try {
  if (file) leads = { name: basename(file), content: readFileSync(file) };
} catch (error) {
  fail(`${file}: ${error instanceof Error ? error.message : String(error)}`);
}

process.stdout.on('error', () => undefined); // whoever stops reading (`| head`) still gets the folder removed
const folder = await mkdtemp(join(tmpdir(), 'tide-demo-'));
const out = new Terminal(language, (text) => void process.stdout.write(text));
const config = loadConfig({
  DATA_DIR: folder,
  DEMO_DATA: 'false',
  LOG_LEVEL: 'silent',
  DEFAULT_LOCALE: language,
  ADMIN_PASSWORD: randomBytes(12).toString('base64url'),
});
const app = await quietApp(config);
try {
  await playDay(app, out, leads);
  out.line('');
} catch (error) {
  const known = asDomainError(error);
  if (!known) throw error;
  const faults = (known.options.faults ?? []).map(({ message }) => message);
  process.stderr.write([say(known.definition.text, language, known.params), ...faults, ''].join('\n'));
  process.exitCode = 1;
} finally {
  await app.close();
  await rm(folder, { recursive: true, force: true });
}
