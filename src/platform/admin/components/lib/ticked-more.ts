import React from 'react';

/**
 * What the bar below a list is given besides its actions: what else may be done with the ticked rows (`ids`), or with all that match, which the actions
 * cannot do. `all`: how many those are, where they are meant instead.
 */
export type TickedMore = (ids: readonly string[], all: number | null, onAll: (all: number | null) => void) => React.ReactNode;

/** Given by the page of a list around it. */
export const TickedMoreContext = React.createContext<TickedMore | null>(null);
