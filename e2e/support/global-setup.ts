import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takeLock } from '../../scripts/common/lock.mjs';
import { startTestRegistry } from '../../scripts/engine/test-registry.mjs';
import { startIdentityProvider } from './identity-provider';
import { removeLeftovers } from './leftovers';
import { root, startProduct } from './product';

const log = (line: string) => console.log(`  ${line}`);

/** Where a run's logs stay when its data folder is gone. */
const logFolder = path.join(root, 'test-results/product');

async function keepLogs(dataDir: string): Promise<void> {
  await cp(path.join(dataDir, 'logs'), logFolder, { recursive: true }).catch(() => {});
  await cp(path.join(dataDir, 'console.log'), path.join(logFolder, 'console.log')).catch(() => {});
}

/** Starts the product once for all tests, and leaves the machine as it was: nothing runs, nothing labelled remains. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  // A chart of figures that come once a minute is waited for by nobody.
  return setUpWith({ PUPPIS_SIGNUP: 'open', PUPPIS_AUTOSCALE_TIMES: 'sample=2,average=4' });
}

/** As globalSetup, for a product with these settings. */
export async function setUpWith(settings: Record<string, string>): Promise<() => Promise<void>> {
  let told = false;
  const release = await takeLock(path.join(tmpdir(), 'puppis-e2e.lock'), (pid) => {
    if (!told) log(`waiting for the browser tests of process ${pid}`);
    told = true;
  });
  await removeLeftovers();
  const registry = await startTestRegistry({ log });
  const provider = await startIdentityProvider();
  const tearDown = async (dataDir?: string) => {
    if (dataDir) await keepLogs(dataDir);
    await removeLeftovers();
    await provider.stop();
    await registry.stop();
    release();
  };
  try {
    const { product, stop } = await startProduct({
      PUPPIS_REGISTRY_MIRROR: registry.mirrorUrl,
      ...provider.settings,
      ...settings,
    });
    process.env.PUPPIS_E2E = JSON.stringify(product); // the workers are forked later and inherit it
    return async () => {
      await stop();
      await tearDown(product.dataDir);
    };
  } catch (error) {
    await tearDown();
    throw error;
  }
}
