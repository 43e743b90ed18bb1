/** What texts of others (a driver's message, a stack) may carry along by accident. */
const MASKED: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
  [/\btide_[\w-]{20,}/g, '[key]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [token]'],
  [/\b(token|secret|password|passphrase|key)=[^&\s"']+/gi, '$1=[redacted]'],
  [/:\/\/[^\s/@]*@/g, '://[redacted]@'],
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '[e-mail]'],
  // phones, ID numbers, bank accounts
  [/(?<![\w.])\+?\d{9,}[Xx]?(?![\w.])/g, '[number]'],
];
const FROM_DATABASE = /QueryFailedError|\bER_[A-Z]|SQLITE_|Duplicate entry|Truncated incorrect|Incorrect \w+ value|syntax to use near/;
/** Values stand in quotes, and so do names of tables and columns, which are wanted. */
const VALUE = /(?<!\b(?:key|column|table|constraint|index|field) )'(?:[^'\\]|\\.|'')*'/gi;

/** A text as it may stand in a log: without secrets, numbers of people, and values of a statement. */
export function loggable(text: string): string {
  const quiet = FROM_DATABASE.test(text) ? text.replace(VALUE, "'…'") : text;
  return MASKED.reduce((masked, [pattern, instead]) => masked.replace(pattern, instead), quiet);
}

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: LoggedError;
}

/** An error without what drivers hang on it: the statement, its parameters, the connection. */
export function loggableError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: loggable(String(error)) };
  const { code, driverError, cause } = error as Error & { code?: unknown; driverError?: { code?: unknown } };
  const known = code ?? driverError?.code;
  return {
    type: error.name,
    message: loggable(error.message),
    ...(error.stack ? { stack: loggable(error.stack) } : {}),
    ...(typeof known === 'string' || typeof known === 'number' ? { code: String(known) } : {}),
    ...(cause instanceof Error && cause !== error ? { cause: loggableError(cause) } : {}),
  };
}
