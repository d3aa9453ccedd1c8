/** DolphinScheduler's lists come in pages, and always of two parameters. */
import {
  dolphinPage,
  readDolphinAnswer,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { Asker, AskError } from '../createAsker';

const PAGE = 100;
const MOST_PAGES = 20;

/** One answer, out of its envelope. */
export async function askOne<S extends z.ZodType>(
  asker: Asker,
  path: string,
  schema: S,
): Promise<z.output<S>> {
  return asker.ask(path, (answer, what) =>
    readDolphinAnswer(answer, { what, schema }),
  );
}

/** A list page by page, as far as `mostPages`; `complete` is false when there was more. */
export async function askPages<S extends z.ZodType>(
  asker: Asker,
  path: string,
  item: S,
  mostPages = MOST_PAGES,
): Promise<{ items: z.output<S>[]; complete: boolean }> {
  const items: z.output<S>[] = [];
  const mark = path.includes('?') ? '&' : '?';
  for (let pageNo = 1; pageNo <= mostPages; pageNo += 1) {
    const page = await askOne(
      asker,
      `${path}${mark}pageNo=${pageNo}&pageSize=${PAGE}`,
      dolphinPage(item),
    );
    items.push(...page.totalList);
    const last = page.totalList.length === 0 || items.length >= page.total;
    if (last) return { items, complete: items.length >= page.total };
  }
  return { items, complete: false };
}

/**
 * A list as a whole.
 *
 * @throws AskError when it is longer than is read, or changed under the reading.
 */
export async function needAll<S extends z.ZodType>(
  asker: Asker,
  path: string,
  item: S,
): Promise<z.output<S>[]> {
  const { items, complete } = await askPages(asker, path, item);
  if (complete) return items;
  throw new AskError(
    `${path} has more than ${
      MOST_PAGES * PAGE
    } entries, or lost some while it was read; the portal waits for the next read.`,
    { failure: 'no-answer' },
  );
}
