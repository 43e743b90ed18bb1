import { readFile } from 'node:fs/promises';
import { failureText, NoRetry } from './job-stop.js';

describe('what is kept of a failure', () => {
  it('tells what a handler says of itself', () => {
    expect(failureText(new NoRetry('the export is not there any more'))).toBe('the export is not there any more');
    expect(failureText(new TypeError('x is no function'))).toBe('TypeError: x is no function');
  });

  it('names no place of the machine', async () => {
    const error = await readFile('/nowhere/of/this/machine').catch((thrown: unknown) => thrown);
    expect(failureText(error)).toBe('system: ENOENT (open)');
  });
});
