import type { Orchestrator } from '../types';
import { drain, forget, setRole } from './nodes';
import { init, join, leave } from './membership';
import { observe } from './observe';

/** Docker Swarm: the engines' own orchestrator. */
export const createSwarm = (): Orchestrator => ({ observe, init, join, setRole, drain, leave, forget });
