import { inspect } from 'node:util';

/** docker-modem describes every request for its debug log, whether that is on or not: an agent with all its sockets takes long. */
export const undescribed = <Agent extends object>(agent: Agent): Agent =>
  Object.assign(agent, { [inspect.custom]: () => 'Agent' });
