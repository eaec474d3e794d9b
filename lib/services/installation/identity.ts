import { newId } from '../../domain/id';
import type { Database } from '../../repositories/client';
import { settleSetting } from '../../repositories/settings';

/** The id that labels everything this installation makes on a host, made on first use. */
export const installationId = (db: Database) => settleSetting(db, 'installation', newId);
