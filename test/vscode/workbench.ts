// The window around the tests, as its user has it: what is on the screen, the mouse and the keyboard.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

interface MouseOptions {
  readonly button?: 'left' | 'middle' | 'right';
  readonly clickCount?: number;
  readonly modifiers?: readonly ('Alt' | 'Control' | 'Shift' | 'Meta')[];
  /** Pixels from the element's top left corner; its middle by default. */
  readonly position?: { readonly x: number; readonly y: number };
}

/** Selectors are Playwright's: CSS, also with `:has-text("…")`. All but `texts` wait for the first visible match. */
export interface Surface {
  click(selector: string, options?: MouseOptions): Promise<void>;
  hover(selector: string, options?: MouseOptions): Promise<void>;
  text(selector: string): Promise<string>;
  /** The texts of all that matches now, which may be none. */
  texts(selector: string): Promise<string[]>;
  /** The value of a JavaScript expression on the page; the match is its `element`. */
  evaluate(selector: string, expression: string): Promise<unknown>;
}

/** The window outside its webviews. */
export const workbench = surface('workbench');
/** The documents inside all webviews on show: a selector finds the right one. */
export const webview = surface('webview');

export async function press(key: string): Promise<void> {
  await ask({ action: 'press', key });
}

export async function type(text: string): Promise<void> {
  await ask({ action: 'type', text });
}

export async function resize(width: number, height: number): Promise<void> {
  await ask({ action: 'resize', width, height });
}

/** Runs a command as a user does, by its title in the command palette. */
export async function runCommand(title: string): Promise<void> {
  await press('F1');
  await workbench.text('.quick-input-widget input');
  await type(title);
  await workbench.click(`.quick-input-list .monaco-list-row:has-text("${title}")`);
}

/** Saves a picture of the window as `out/screenshots/<name>.png`. */
export async function screenshot(name: string): Promise<void> {
  const file = path.join(__dirname, '../../screenshots', `${name}.png`);
  mkdirSync(path.dirname(file), { recursive: true });
  await ask({ action: 'screenshot', path: file });
}

function surface(name: 'workbench' | 'webview'): Surface {
  const target = (selector: string) => ({ surface: name, selector });
  return {
    async click(selector, options) {
      await ask({ action: 'click', ...target(selector), options });
    },
    async hover(selector, options) {
      await ask({ action: 'hover', ...target(selector), options });
    },
    text: async (selector) => (await ask({ action: 'text', ...target(selector) })) as string,
    texts: async (selector) => (await ask({ action: 'texts', ...target(selector) })) as string[],
    evaluate: (selector, expression) => ask({ action: 'evaluate', ...target(selector), expression }),
  };
}

async function ask(request: object): Promise<unknown> {
  const url = process.env['HEATLINE_UI'];
  if (!url) throw new Error('There is no window to look at: run the tests with `npm test vscode`.');
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(request) });
  const { result, error } = (await response.json()) as { result?: unknown; error?: string };
  if (error) throw new Error(error);
  return result;
}
