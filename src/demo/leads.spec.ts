import { Leads } from './leads.js';
import { Random } from './random.js';

describe('made-up leads', () => {
  it('are the same for the same seed, and others for another', () => {
    const csv = (seed: number) => new Leads(new Random(seed), new Map()).csv(50);
    expect(csv(1)).toBe(csv(1));
    expect(csv(1)).not.toBe(csv(2));
  });

  it('have numbers and addresses of their own, in ranges that reach nobody', () => {
    const text = new Leads(new Random(3), new Map()).csv(500);
    const phones = text.match(/(?<=,)1\d{10}(?=,)/g)!;
    expect(new Set(phones).size).toBe(phones.length);
    expect(phones.every((phone) => phone.startsWith('1920000'))).toBe(true);
    expect(text.match(/(?<=,)9\d{11}(?=,)/g)!.length).toBeGreaterThan(50);
    expect(text.match(/[^,]+@[^,]+/g)!.every((address) => address.endsWith('@example.com'))).toBe(true);
  });
});
