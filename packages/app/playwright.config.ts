import { defineConfig } from '@playwright/test';

/**
 * Browser journeys against a portal that `npm run test:e2e` has started on the production bundle.
 * The browser is the machine's own Chromium: nothing is downloaded.
 */
export default defineConfig({
  testDir: './e2e-tests',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  // A journey that needs its second try is reported as flaky by name; that try alone is recorded, because recording costs a fifth of the time.
  retries: 1,
  workers: 1,
  reporter: [['list']],
  outputDir: '../../.toolchain/e2e-results',
  use: {
    baseURL: process.env.PORTAL_URL,
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
