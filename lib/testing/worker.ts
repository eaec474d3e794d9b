import { writeSync } from 'node:fs';
import { openLog } from '../log';
import { runWorker } from '../worker/run';
import type { WorkerTimes } from '../worker/tools';
import type { Death } from './installation';

/** A log on standard output of a process that kills itself as `death` says, having named the steps it is killed at. */
function openMortalLog({ lives, met }: Death) {
  const at = new Set<string>();
  const die = (...verbs: string[]) => {
    for (const verb of [...at, ...verbs]) writeSync(1, `${JSON.stringify({ msg: 'killed', step: verb })}\n`);
    process.kill(process.pid, 'SIGKILL');
  };
  return openLog('worker', {
    write(line) {
      writeSync(1, line);
      const { msg, step } = JSON.parse(line) as { msg: string; step: string };
      const verb = msg === 'step begins' ? step.split(' ')[0]! : '';
      const life = verb && lives[met[verb] ?? 0];
      if (life === 0) {
        at.add(verb);
        setImmediate(die);
      } else if (life) setTimeout(() => die(verb), life);
    },
  });
}

/** The worker role with the times of a test (JSON, the first argument): nobody waits half a minute there. */
const [times, death] = process.argv.slice(2).map((text) => JSON.parse(text) as unknown);
await runWorker(times as Partial<WorkerTimes>, death ? openMortalLog(death as Death) : undefined);
