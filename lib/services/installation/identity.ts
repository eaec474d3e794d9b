import { newId } from '../../domain/id';
import type { Database } from '../../repositories/client';
import { settleFact } from './settle';

/** The id that labels everything this installation makes on a host, made on first use. */
export const installationId = (db: Database) => settleFact(db, 'installation', 'installation.create', newId);
