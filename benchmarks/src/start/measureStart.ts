import { setTimeout as sleep } from 'node:timers/promises';
import { Browser, chromium, Page } from '@playwright/test';
import { readMemory } from './readMemory';
import type { Side } from '../report/figures';
import type { StartSample } from '../report/samples';

/** An app that has been told to start: where it will answer, and its backend process. */
export interface Started {
  url: string;
  /** Of the backend; known as soon as it is spawned. */
  pid: number;
  /** Monotonic time at which the process was spawned. */
  spawnedAt: number;
  /** Set when the process has ended; its reason. */
  ended: () => string | undefined;
  platform?: { startMs: number; pid: number };
  stop: () => Promise<void>;
}

/** One side: how it is started in an empty data folder, and how its sign-in page is recognised. */
export interface App {
  side: Side;
  start: (data: string) => Promise<Started>;
  /** Accessible name of the button on the sign-in page. */
  button: RegExp;
}

const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const PATIENCE_MS = 240_000;
const REST_MS = 60_000;

/** A headless browser, started before the clock runs. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: BROWSER_FLAGS });
}

async function untilReady({ url, ended }: Started): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const reason = ended();
    if (reason) throw new Error(reason);
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`).then(
      reply => reply.ok,
      () => false,
    );
    if (ready) return;
    await sleep(50);
  }
  throw new Error(
    `${url} was not ready after ${
      PATIENCE_MS / 1000
    } s; read its log in the work folder.`,
  );
}

async function untilUsable(
  page: Page,
  url: string,
  button: RegExp,
): Promise<void> {
  await page.goto(url, { timeout: PATIENCE_MS });
  const found = page.getByRole('button', { name: button }).first();
  await found.waitFor({ state: 'visible', timeout: PATIENCE_MS });
  // Pressing is tried without being done: it must be enabled, at rest, and not covered.
  await found.click({ trial: true, timeout: PATIENCE_MS });
}

/**
 * Starts an app in an empty data folder and follows it: ready, first page that can be used in a browser
 * with an empty cache, memory after a minute of rest with the browser closed.
 */
export async function measureStart(
  app: App,
  data: string,
  browser: Browser,
): Promise<StartSample> {
  const started = await app.start(data);
  try {
    const since = () => performance.now() - started.spawnedAt;
    await untilReady(started);
    const readyMs = since();
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
    });
    await untilUsable(await context.newPage(), started.url, app.button);
    const pageMs = since();
    await context.close();
    await sleep(REST_MS);
    const reason = started.ended();
    if (reason) throw new Error(reason);
    const { platform } = started;
    return {
      side: app.side,
      readyMs,
      pageMs,
      ...readMemory(started.pid),
      ...(platform && {
        platform: {
          startMs: platform.startMs,
          residentKiB: readMemory(platform.pid).residentKiB,
        },
      }),
    };
  } finally {
    await started.stop();
  }
}
