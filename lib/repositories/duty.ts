import { inTransaction, type Database } from './client';
import { readSetting, writeSetting } from './settings';

/** The row of Setting that says which worker does what one must do, and until when: "1767225600000 host-17-a1b2". */
const key = 'duty';
const valueOf = (holder: string, until: Date) => `${until.getTime()} ${holder}`;
const heldBy = (holder: string) => ({ key, value: { endsWith: ` ${holder}` } });

/** A claim is for seconds: one that is longer was written before the clock was set back. */
const absurdMs = 60_000;

const isFree = (value: string | undefined, now: number) => {
  const until = value === undefined ? 0 : Number(value.split(' ')[0]);
  return until <= now || until > now + absurdMs;
};

/** Claims the duty for `holder` until `until`. @returns false when somebody has it */
export async function claimDuty(db: Database, holder: string, now: Date, until: Date): Promise<boolean> {
  const known = await readSetting(db, key);
  if (!isFree(known, now.getTime())) return false; // who waits for it writes nothing
  return inTransaction(db, async (tx) => {
    if ((await readSetting(tx, key)) !== known) return false;
    await writeSetting(tx, key, valueOf(holder, until));
    return true;
  });
}

/** @returns false when the duty was lost: stop at once */
export async function renewDuty(db: Database, holder: string, until: Date): Promise<boolean> {
  const data = { value: valueOf(holder, until) };
  return (await db.setting.updateMany({ where: heldBy(holder), data })).count === 1;
}

/** Lets another have it at once. */
export async function giveUpDuty(db: Database, holder: string): Promise<void> {
  await db.setting.deleteMany({ where: heldBy(holder) });
}
