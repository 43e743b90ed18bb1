import type { DiscoveryService } from '@nestjs/core';
import { Declarations } from './declarations.js';

abstract class Port {
  abstract answer(): number;
}
class One extends Port {
  answer(): number {
    return 1;
  }
}
class Another extends One {}

describe('a port that has exactly one implementation', () => {
  const among = (...instances: object[]) =>
    new Declarations({ getProviders: () => instances.map((instance) => ({ instance })) } as unknown as DiscoveryService);

  it('gives it, also where it is provided by two names', () => {
    const one = new One();
    expect(among({}, one, one).implementationOf(Port)).toBe(one);
  });

  it('stops the start without it, and with two', () => {
    expect(() => among({}).implementationOf(Port)).toThrow('Port wants exactly one provider');
    expect(() => among(new One(), new Another()).implementationOf(Port)).toThrow('Port wants exactly one provider');
  });
});
