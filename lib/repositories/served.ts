import Sqlite from 'libsql';
import type { Role } from '../domain/role';
import { keyIsKeptOut } from './ca-key';
import type { Queries } from './client';
import { databaseFile } from './database-file';
import { roleIn } from './reach';

/** What is asked of a credential at every connection. */
export interface ServedRow {
  readonly id: string;
  readonly clusterId: string;
  readonly userId: string;
  readonly fingerprint: string | null;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly name: string;
  readonly serial: string;
  readonly subject: string;
  readonly user: { readonly disabledAt: Date | null; readonly email: string };
  /** What its holder is to the cluster now; undefined: nothing any more. */
  readonly role: Role | undefined;
  /** It was signed with ca-key.pem, which somebody has who is to keep out. */
  readonly ofStrayKey: boolean;
  readonly cluster: {
    readonly ownerId: string;
    readonly deletedAt: Date | null;
    readonly name: string;
    readonly phase: string;
    /** Its managers, in the order of their ordinals. */
    readonly segmentRows: readonly { readonly address: string; readonly state: string }[];
  };
}

/** Finds the credential that a client shows. Every docker command waits for it. */
export interface Served {
  /** The cluster's credential with this serial number (lower-case hexadecimal), its holder, the cluster and its managers. */
  find(clusterId: string, serial: string): Promise<ServedRow | null>;
  close(): void;
}

const query = `
  SELECT c."id", c."clusterId", c."userId", c."fingerprint", c."expiresAt", c."revokedAt", c."kind", c."serial", c."subject",
         c."name" AS "title", u."disabledAt", u."email", k."ownerId", k."deletedAt", k."name", k."phase",
         s."address", s."state", m."role" AS "membership"
  FROM "Credential" c
  JOIN "User" u ON u."id" = c."userId"
  JOIN "Cluster" k ON k."id" = c."clusterId"
  LEFT JOIN "Membership" m ON m."clusterId" = k."id" AND m."userId" = c."userId"
  LEFT JOIN "Segment" s ON s."clusterId" = k."id" AND s."role" = 'manager'
  WHERE c."clusterId" = ? AND c."serial" = ?
  ORDER BY s."ordinal"`;

/** A row as SQLite has it: Prisma stores moments as ISO 8601. */
interface Joined {
  readonly id: string;
  readonly clusterId: string;
  readonly userId: string;
  readonly fingerprint: string | null;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly kind: string;
  readonly serial: string;
  readonly subject: string;
  readonly title: string;
  readonly disabledAt: string | null;
  readonly email: string;
  readonly ownerId: string;
  readonly deletedAt: string | null;
  readonly name: string;
  readonly phase: string;
  readonly address: string | null;
  readonly state: string;
  readonly membership: string | null;
}

/**
 * Asks the SQLite database at `url` (file:…) over a connection of its own, with the query prepared once: a fifth of what it takes
 * Prisma, and one query instead of the four that it would make. `db` is the same database.
 */
export function openServed(url: string, db: Queries): Served {
  let prepared: ReturnType<typeof prepare> | undefined;
  const close = () => {
    prepared?.database.close();
    prepared = undefined;
  };
  const ask = (...key: [clusterId: string, serial: string]) => {
    prepared ??= prepare(url);
    try {
      return prepared.statement.all(...key) as Joined[];
    } catch (error) {
      close(); // after a failure a connection may see nothing new (client.ts): it is given up
      throw error;
    }
  };
  return {
    async find(clusterId, serial) {
      const rows = ask(clusterId, serial);
      const [row] = rows;
      if (!row) return null;
      const ofStrayKey = row.kind === 'outside' && (await keyIsKeptOut(db, clusterId));
      return servedRow(row, ofStrayKey, rows);
    },
    close,
  };
}

function prepare(url: string) {
  const file = databaseFile(url);
  if (!file) throw new Error('credentials are looked for in SQLite alone');
  const database = new Sqlite(file, { timeout: 5_000 });
  try {
    return { database, statement: database.prepare<[string, string]>(query) };
  } catch (error) {
    database.close();
    throw error;
  }
}

const moment = (text: string | null) => (text === null ? null : new Date(text));

function servedRow(row: Joined, ofStrayKey: boolean, rows: readonly Joined[]): ServedRow {
  const { id, clusterId, userId, fingerprint, serial, subject, ownerId, name, phase, membership } = row;
  return {
    ...{ id, clusterId, userId, fingerprint, name: row.title, serial, subject, ofStrayKey },
    expiresAt: new Date(row.expiresAt),
    revokedAt: moment(row.revokedAt),
    role: roleIn({ ownerId }, userId, membership === null ? undefined : { role: membership }),
    user: { disabledAt: moment(row.disabledAt), email: row.email },
    cluster: {
      ...{ ownerId, deletedAt: moment(row.deletedAt), name, phase },
      segmentRows: rows.flatMap(({ address, state }) => (address === null ? [] : { address, state })),
    },
  };
}
