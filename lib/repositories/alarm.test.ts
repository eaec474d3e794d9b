import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../testing/database';
import { openAlarm } from './alarm';
import { openDatabase } from './client';

/** Longer than a test may take: who rests so long has heard nothing. */
const long = 24 * 60 * 60 * 1000;

async function scene() {
  const database = await testDatabase();
  const other = openDatabase(database.url);
  const alarm = openAlarm(database.url);
  onTestFinished(async () => {
    alarm.close();
    await other.$disconnect();
    await database.remove();
  });
  const write = (value: string) =>
    other.setting.upsert({ where: { key: 'test' }, create: { key: 'test', value }, update: { value } });
  await write('the log is there');
  await alarm.rest(long);
  await alarm.rest(50);
  return { alarm, write };
}

test('a write through another connection ends the rest', async () => {
  const { alarm, write } = await scene();
  const resting = alarm.rest(long);
  await write('something');
  await resting;
});

test('a write while nobody rests ends the next rest at once', async () => {
  const { alarm, write } = await scene();
  await write('something');
  await new Promise((resolve) => setImmediate(resolve));
  await alarm.rest(long);
});

test('reading ends nothing: the rest lasts as long as it was asked to', async () => {
  const { alarm } = await scene();
  const begun = performance.now();
  await alarm.rest(150);
  expect(performance.now() - begun).toBeGreaterThan(140);
});

test('an aborted rest ends', async () => {
  const { alarm } = await scene();
  await alarm.rest(long, AbortSignal.abort());
});

test('a database elsewhere is never heard of', async () => {
  const alarm = openAlarm('postgresql://localhost/puppis');
  await alarm.rest(1);
  alarm.close();
});
