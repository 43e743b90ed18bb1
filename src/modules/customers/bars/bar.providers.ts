import type { Provider } from '@nestjs/common';
import { KeyBarRepository } from './key-bar.repository.js';
import { KeyBars } from './key-bars.service.js';

/** Who may not have a customer again, by what he is known: this part of CustomersModule. */
export const barProviders: Provider[] = [KeyBarRepository, KeyBars];
