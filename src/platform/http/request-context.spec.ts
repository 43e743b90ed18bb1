import type { IncomingMessage } from 'node:http';
import { addressOf } from './request-context.js';

const from = (forwarded?: string | string[]) =>
  ({ headers: forwarded ? { 'x-forwarded-for': forwarded } : {}, socket: { remoteAddress: '10.0.0.9' } }) as unknown as IncomingMessage;

describe('the address of a caller', () => {
  it('is the one that speaks to us, unless a proxy is trusted', () => {
    expect(addressOf(from('1.1.1.1'), false)).toBe('10.0.0.9');
    expect(addressOf(from(), true)).toBe('10.0.0.9');
  });
  it('behind a trusted proxy is what that proxy has seen, not what the caller claims', () => {
    expect(addressOf(from('6.6.6.6, 203.0.113.7'), true)).toBe('203.0.113.7');
    expect(addressOf(from(['6.6.6.6', '203.0.113.7']), true)).toBe('203.0.113.7');
  });
});
