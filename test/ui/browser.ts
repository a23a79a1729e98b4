import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../host/chromium.mjs';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Promise<Browser> | undefined;

/** One browser for all files of tests; the runner's end ends it. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= findChromium().then((executablePath) => chromium.launch({ executablePath, args }));
  return browser;
}
