import { runWorker } from '../worker/run';
import type { WorkerTimes } from '../worker/tools';

/** The worker role with the times of a test (JSON, the first argument): nobody waits half a minute there. */
await runWorker(JSON.parse(process.argv[2]!) as Partial<WorkerTimes>);
