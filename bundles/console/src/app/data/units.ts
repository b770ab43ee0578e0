import { list } from './api.ts';
import { Resource } from './catalog.ts';
import type { Arrival, UnitInfo } from './unit-info.ts';

/** All packages in force as units. */
export const units = new Resource<UnitInfo[]>(() => list('/units'), ['package', 'plugin']);
/** What arrived by itself. */
export const arrivals = new Resource<Arrival[]>(() => list('/units/arrivals'), ['package']);
