import type { Actor } from '../../context/actor.js';

/** What every key begins with: people, and programs that look for lost secrets, know it by that. */
export const KEY_PREFIX = 'tide_';

/** Port: whoever keeps the keys of programs. `rbac` implements it; a provider that extends this class is found at start. */
export abstract class ApiKeyDoor {
  /** Who acts by this key; using it is noted. @throws key.invalid (401), key.address, key.read-only (403), too-many (429). */
  abstract open(token: string, method: string): Promise<Actor>;
}
