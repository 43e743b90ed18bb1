import type { INestApplicationContext } from '@nestjs/common';
import { morning } from './day-arrival.js';
import { callAll, fifteenDays, followUps, setDay, threeDays } from './day-deadlines.js';
import type { LeadFile } from './day-leads.js';
import { formerOwner, race } from './day-race.js';
import { hireTeam } from './day-team.js';
import { timeline } from './day-timeline.js';
import { House } from './house.js';
import type { Terminal } from './terminal.js';

/** One file of leads through the house: import, distribution, follow-ups, deadlines, pool, race. For an empty quiet application. */
export async function playDay(app: INestApplicationContext, out: Terminal, file: LeadFile): Promise<void> {
  const house = new House(app, out.language);
  const first = house.time.dayOf(house.clock.now());
  setDay(house, first, 0, 9);
  const team = await hireTeam(house);
  await morning(house, team, out, file);
  setDay(house, first, 0, 15);
  const kept = await followUps(house, team, out);
  setDay(house, first, 3, 8);
  await callAll(house, kept, out);
  await threeDays(house, first, out);
  const { customerId, winner } = await race(house, team, out, first);
  await callAll(house, new Map([[winner, [customerId]]]), out);
  await formerOwner(house, team, out);
  await fifteenDays(house, first, out, kept);
  await timeline(house, team, out, customerId);
}
