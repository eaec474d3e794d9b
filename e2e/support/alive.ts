import { expect, type Page } from '@playwright/test';

/** Whether all is loaded, and React has taken over whatever takes a click, a key or a word. */
const isAlive = () =>
  document.readyState === 'complete' &&
  Array.from(document.querySelectorAll('button, form, input, select, textarea')).every((element) =>
    Object.keys(element).some((key) => key.startsWith('__reactProps$')),
  );

/** Waits until the page's script has come and answers: what a person does before gets lost. */
export async function untilAlive(page: Page): Promise<void> {
  await expect(async () => expect(await page.evaluate(isAlive)).toBe(true)).toPass();
}

/** Lets the page's own `goto` and `reload` end when it is alive, unless they are told what else to wait for. */
export function arriveAlive(page: Page): void {
  const { goto, reload } = { goto: page.goto.bind(page), reload: page.reload.bind(page) };
  page.goto = async (url, options) => {
    const response = await goto(url, options);
    if (!options?.waitUntil) await untilAlive(page);
    return response;
  };
  page.reload = async (options) => {
    const response = await reload(options);
    await untilAlive(page);
    return response;
  };
}
