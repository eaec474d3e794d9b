import { runWorker } from './run';

await runWorker();
