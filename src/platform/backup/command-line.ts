import { parseArgs } from 'node:util';
import { ConfigError, commandSettings } from '../config/load-config.js';
import { type Language, LANGUAGES, say, type Text, type TextParams } from '../context/language.js';
import { asDomainError } from '../errors/problem.js';
import { backupErrors } from './backup.errors.js';

type Options = Record<string, { type: 'string' | 'boolean' }>;
export interface Command {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly language: Language;
  readonly passphrase: string;
  readonly searchPath: string;
  tell(text: Text, params?: TextParams): void;
  warn(text: Text, params?: TextParams): void;
}

/** Reads the options, runs the work, and ends the process: 0 when it is done, 1 with the reason on standard error. Texts as `--lang` or DEFAULT_LOCALE says. */
export async function runCommand(usage: string, options: Options, work: (command: Command) => Promise<void>): Promise<never> {
  const settings = commandSettings();
  let { language } = settings;
  const line = (text: Text, params?: TextParams) => `${say(text, language, params)}\n`;
  try {
    const values = read(usage, options);
    language = LANGUAGES.find((known) => known === values['lang']) ?? language;
    await work({
      ...settings,
      values,
      language,
      tell: (text, params) => void process.stdout.write(line(text, params)),
      warn: (text, params) => void process.stderr.write(line(text, params)),
    });
    process.exit(0);
  } catch (error) {
    const known = asDomainError(error);
    const reason = known ? `${say(known.definition.text, language, known.params)} [${known.code}]` : plain(error);
    process.stderr.write(`${reason}\n`);
    process.exit(1);
  }
}

function read(usage: string, options: Options): Command['values'] {
  try {
    return parseArgs({ options: { ...options, lang: { type: 'string' } } }).values;
  } catch {
    throw backupErrors['backup.usage']({ usage });
  }
}

/** A fault nobody foresaw (a full disk, a server that is away): its own words, without where in the program. */
function plain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return message || code || String(error);
}
