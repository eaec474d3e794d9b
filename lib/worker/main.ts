import { refuseWrongSecret } from '../boot';
import { openLog } from '../log';
import { runWorker } from './run';

await refuseWrongSecret(openLog('worker'));
await runWorker();
