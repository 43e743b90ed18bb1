import { Writable } from 'node:stream';
import type { Config } from '../config/config.js';
import { createPino, JsonLogger } from './json-logger.js';

function logged(work: (logger: JsonLogger) => void): { lines: Record<string, unknown>[]; text: string } {
  let text = '';
  const sink = new Writable({ write: (chunk, _encoding, done) => ((text += String(chunk)), done()) });
  work(new JsonLogger(createPino({ logLevel: 'info', role: 'all' } as Config, sink)));
  return {
    lines: text
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>),
    text,
  };
}

describe('the log', () => {
  it('is one object a line, whatever a name contains', () => {
    const { lines } = logged((log) => log.log('Li\r\n{"level":60,"msg":"forged"}', 'Customers'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 30, place: 'Customers', msg: 'Li\r\n{"level":60,"msg":"forged"}' });
  });
  it('never shows secrets, wherever they stand', () => {
    const { text } = logged((log) =>
      log.warn({
        msg: 'x',
        password: 'p-1',
        user: { phone: 'p-2', deep: { token: 'p-3' } },
        headers: { authorization: 'p-4', cookie: 'p-5' },
      }),
    );
    expect(text).toContain('[redacted]');
    expect(text).not.toMatch(/p-\d/);
  });
  it('keeps the stack and the place of an error; leaves out what Nest says at every start', () => {
    const { lines } = logged((log) => {
      log.error('it broke', 'Error: it broke\n    at x', 'Jobs');
      log.log('Mapped {/api/x, GET} route', 'RouterExplorer');
      log.debug('detail', 'Jobs');
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 50, place: 'Jobs', stack: expect.stringContaining('at x'), msg: 'it broke' });
  });
});
