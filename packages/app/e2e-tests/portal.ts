/**
 * What every journey shares: signing in with a role, the rule that no page may log an error, and the
 * accessibility check against the recorded list of what stock Backstage pages violate. That list may
 * only shrink: an entry that no longer occurs fails the journey until it is removed.
 */
import AxeBuilder from '@axe-core/playwright';
import { expect, Page, test as base } from '@playwright/test';
import known from './accessibility.known.json';

const KNOWN: Record<string, string[]> = known;

/** Console messages that are no fault: the browser reports every non-2xx reply, the form every refused value. */
const EXPECTED = [/Failed to load resource/, /^Form validation failed/];

export const test = base.extend<{ errors: string[] }>({
  errors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('console', message => {
        if (message.type() !== 'error') return;
        if (!EXPECTED.some(pattern => pattern.test(message.text())))
          errors.push(message.text());
      });
      page.on('pageerror', error => errors.push(error.message));
      page.on('response', response => {
        if (response.status() >= 500)
          errors.push(`${response.status()} ${response.url()}`);
      });
      await use(errors);
      expect(errors, 'errors in the browser console').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Signs in as one of the role accounts and waits for home. */
export async function signIn(
  page: Page,
  role: 'operator' | 'data engineer' | 'analyst' | 'approver',
) {
  await page.goto('/');
  await page.getByRole('button', { name: `Enter as ${role}` }).click();
  await expect(
    page.getByRole('heading', { name: 'Platform now' }),
  ).toBeVisible();
}

/** Violations by rule, each with the elements that it is about. */
async function violations(page: Page): Promise<Map<string, string[]>> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return new Map(
    found.map(({ id, nodes }) => [
      id,
      nodes.map(node => node.html.replace(/\s+/g, ' ').slice(0, 160)),
    ]),
  );
}

/**
 * What is on its way from one colour or place to another. A button that has just become usable, or a page that has just turned dark, passes
 * through colours that are no one's choice. What moves for ever, such as a skeleton, is at rest, and so is what moves with a scroll bar, such
 * as the shadow of a wide table.
 */
function findMoving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(
        ({ playState, effect, timeline }) =>
          playState === 'running' &&
          timeline instanceof DocumentTimeline &&
          effect?.getComputedTiming().endTime !== Infinity,
      )
      .map(({ effect, currentTime }) => {
        const target = effect instanceof KeyframeEffect ? effect.target : null;
        const frames =
          effect instanceof KeyframeEffect ? effect.getKeyframes() : [];
        return `${target?.outerHTML.slice(0, 120)} at ${currentTime} of ${
          effect?.getComputedTiming().endTime
        }: ${Object.keys(frames[0] ?? {})}`;
      }),
  );
}

/**
 * The same of a page that is at rest: not loading, and nothing on it in transition. A page may begin to load again by itself at any time, and
 * a progress bar that comes and goes is not the page that is to be judged: what was seen with one on the page is looked at again.
 */
async function violationsAtRest(page: Page): Promise<Map<string, string[]>> {
  const progress = page.getByRole('progressbar');
  let found = new Map<string, string[]>();
  await expect(async () => {
    await expect(progress).toHaveCount(0);
    await expect.poll(() => findMoving(page)).toEqual([]);
    found = await violations(page);
    await expect(progress).toHaveCount(0, { timeout: 1 });
    expect(await findMoving(page)).toEqual([]);
    expect([...found.values()].flat().join()).not.toContain('progressbar');
  }).toPass({ timeout: 30_000 });
  return found;
}

/**
 * Checks the page in light and dark, once it has stopped loading. `stock` names the entry of the recorded
 * list for pages that are Backstage's own, whose content changes: there the broken rules are recorded. Our
 * own pages break none.
 */
export async function expectAccessible(page: Page, stock?: string) {
  const allowed = stock ? KNOWN[stock] ?? [] : [];
  const seen = new Map<string, string[]>();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(
      page.locator(`[data-theme-mode="${colorScheme}"]`).first(),
    ).toBeAttached();
    for (const [rule, nodes] of await violationsAtRest(page))
      seen.set(rule, nodes);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  expect(
    [...seen].filter(([rule]) => !allowed.includes(rule)),
    'new accessibility violations',
  ).toEqual([]);
  expect(
    allowed.filter(rule => !seen.has(rule)),
    'no longer occurs; remove from accessibility.known.json',
  ).toEqual([]);
}

/** Switches the demo platform to a scenario. */
export async function setScenario(name: string) {
  const response = await fetch(`${process.env.CONTROL_URL}/scenario`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  if (!response.ok)
    throw new Error(`Scenario ${name} was refused: ${await response.text()}`);
}
