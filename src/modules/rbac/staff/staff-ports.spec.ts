import type { Declarations } from '../../../platform/registry/declarations.js';
import { type HandoverChoice, type Holding, LeaverHandover, type Remainder } from './staff.port.js';
import { StaffPorts } from './staff-ports.js';

class Holder extends LeaverHandover {
  readonly taken: [number, HandoverChoice][] = [];

  constructor(private readonly count: number) {
    super();
  }

  held(): Promise<Holding[]> {
    return Promise.resolve([{ what: { 'zh-CN': '客户', en: 'customers' }, count: this.count }]);
  }

  handOver(staffId: number, choice: HandoverChoice): Promise<Remainder | null> {
    this.taken.push([staffId, choice]);
    return Promise.resolve(null);
  }
}

describe('what a leaver holds', () => {
  const portsWith = (...holders: Holder[]) => new StaffPorts({ implementationsOf: () => holders } as unknown as Declarations);

  it('nobody who holds things leaves before it is said what becomes of them', async () => {
    const holders = [new Holder(3), new Holder(0)];
    await expect(portsWith(...holders).handOver(5, undefined)).rejects.toMatchObject({
      code: 'staff.holds-things',
      options: { extra: { holdings: [{ count: 3 }] } },
    });
    expect(holders.flatMap((h) => h.taken)).toEqual([]);
  });

  it('every holder is told who takes over', async () => {
    const holders = [new Holder(3), new Holder(0)];
    expect(await portsWith(...holders).handOver(5, { to: 9 })).toMatchObject({ holdings: [{ count: 3 }], rest: [] });
    expect(holders.flatMap((h) => h.taken)).toEqual([
      [5, { to: 9 }],
      [5, { to: 9 }],
    ]);
  });

  it('without holdings, and without holders, it just works', async () => {
    expect(await portsWith(new Holder(0)).handOver(5, undefined)).toEqual({ holdings: [], rest: [] });
    expect(await portsWith().handOver(5, undefined)).toEqual({ holdings: [], rest: [] });
  });
});
