import type { INestApplicationContext } from '@nestjs/common';
import { sources } from '../modules/customers/customers.dictionaries.js';
import { playHistory } from './history.js';
import { House } from './house.js';
import { foundInstitute } from './institute.js';
import { Leads } from './leads.js';
import { Random } from './random.js';

const SEED = 20_260_301;

/**
 * Fills an empty installation with a believable institute: twelve colleagues, two thousand leads in every state, nearly three weeks of work. Everything goes
 * through the services that people use, so that no rule is broken; the same seed and the same instant give the same institute.
 * The application must be a quiet one (`quietApp`): its clock is moved.
 */
export async function loadDemoData(app: INestApplicationContext, password: string): Promise<void> {
  const house = new House(app);
  const institute = await foundInstitute(house, password);
  const leads = new Leads(new Random(SEED), new Map(sources.items.map(({ value, label }) => [label['zh-CN'], value])));
  await playHistory(house, institute, leads);
}
