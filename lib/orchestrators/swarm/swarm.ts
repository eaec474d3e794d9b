import type { Orchestrator } from '../types';
import { certifiedRole } from './certificate';
import { demand } from './demand';
import { activate, drain, pause } from './drain';
import { degraded, interrupt, interruption, resume } from './interrupt';
import { forget, setRole } from './nodes';
import { init, join, leave, recover } from './membership';
import { observe } from './observe';

/** Docker Swarm: the engines' own orchestrator. `lookMs`: how long an engine may take to answer a look, other than usual. */
export const createSwarm = (lookMs?: number): Orchestrator => ({
  observe: (members, ordinals, expected) => observe(members, ordinals, expected, lookMs),
  demand,
  init,
  recover,
  join,
  setRole,
  certifiedRole,
  pause,
  drain,
  activate,
  degraded,
  interrupt,
  interruption,
  resume,
  leave,
  forget,
});
