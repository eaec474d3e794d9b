import { performance } from 'node:perf_hooks';

const dim = (text) => `\x1b[2m${text}\x1b[22m`;
const green = (text) => `\x1b[32m${text}\x1b[39m`;
const red = (text) => `\x1b[31m${text}\x1b[39m`;
const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** 0.4 s, 12 s, 2 min 5 s */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Shows that a step is under way: a turning line for a person, a line every 20 s for a log. */
function showProgress(out, title, begun) {
  let detail = '';
  let turn = 0;
  const draw = () => {
    const line = `${frames[turn++ % frames.length]} ${title} ${duration(performance.now() - begun)}`;
    const room = Math.max(0, (out.columns ?? 80) - line.length - 3);
    out.write(`\r\x1b[K${line}${detail && room > 8 ? dim(`  ${detail.slice(0, room)}`) : ''}`);
  };
  if (!out.isTTY) out.write(`… ${title}\n`);
  const say = () =>
    out.write(`… ${title}, ${duration(performance.now() - begun)}${detail ? ` (${detail.slice(0, 100)})` : ''}\n`);
  const timer = setInterval(out.isTTY ? draw : say, out.isTTY ? 120 : 20_000);
  return {
    detail: (text) => (detail = text.trim() || detail),
    clear: () => out.isTTY && out.write('\r\x1b[K'),
    stop: () => clearInterval(timer),
  };
}

/**
 * Says what is being done, one line a step with its time.
 * `step(title, work)` runs `work({ detail, say })`: `detail(line)` is shown beside the step while it lasts, `say(line)`
 * stays on the screen. What `work` returns is returned; a string `note` in it is shown behind the title.
 * @param {NodeJS.WriteStream} out
 */
export function openSteps(out = process.stdout) {
  const paint = (colour, text) => (out.isTTY ? colour(text) : text);
  return async function step(title, work) {
    const begun = performance.now();
    const progress = showProgress(out, title, begun);
    const finish = (mark, note) => {
      progress.stop();
      progress.clear();
      out.write(
        `${mark} ${title}${note ? `: ${note}` : ''} ${paint(dim, `(${duration(performance.now() - begun)})`)}\n`,
      );
    };
    const say = (line) => {
      progress.clear();
      out.write(`  ${line}\n`);
    };
    try {
      const result = await work({ detail: progress.detail, say });
      finish(paint(green, '✓'), result?.note);
      return result;
    } catch (error) {
      finish(paint(red, '✗'));
      throw error;
    }
  };
}
