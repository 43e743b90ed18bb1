import type { Provider } from '@nestjs/common';
import { BarTelling } from './bar-telling.js';
import { BarredKeys } from './barred-keys.service.js';
import { GivenUpKeys } from './given-up-keys.service.js';
import { KeyBarRepository } from './key-bar.repository.js';
import { KeyBars } from './key-bars.service.js';
import { OtherNumbers } from './other-numbers.service.js';

/** Who may not have a customer again, by what he is known: this part of CustomersModule. */
export const barProviders: Provider[] = [BarredKeys, BarTelling, GivenUpKeys, KeyBarRepository, KeyBars, OtherNumbers];
