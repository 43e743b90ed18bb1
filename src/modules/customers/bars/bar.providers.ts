import { BarRepository } from './bar.repository.js';
import { BarTelling } from './bar-telling.service.js';
import { Bars } from './bars.service.js';
import { CustomerKeys } from './customer-keys.service.js';
import { CustomerNumbers } from './customer-numbers.repository.js';
import { GivenUpKeys } from './given-up-keys.service.js';
import { KeyBarRepository } from './key-bar.repository.js';

/** Who may not have a customer (again), by his ownerships and by what he is known: this part of OwnershipModule, which offers all of it. */
export const barProviders = [BarRepository, BarTelling, Bars, CustomerKeys, CustomerNumbers, GivenUpKeys, KeyBarRepository];
