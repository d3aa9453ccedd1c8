import {
  FilledForm,
  findSource,
  Preview,
  readForm,
  TableCheck,
  TestRead,
} from '@254carbon/backstage-plugin-platform-common';
import { HandlerContext } from '@254carbon/backstage-plugin-platform-node';
import { InputError } from '@backstage/errors';
import { Context } from '../context';
import { checkTable as check } from '../lake/checkTable';
import { buildPreview } from '../preview/buildPreview';
import { renderOnce } from '../preview/renderOnce';
import { mustFindSource, readPlatform } from '../preview/readPlatform';
import { findAddress } from '../testRead/findAddress';
import { runTestRead } from '../testRead/runTestRead';

type Filled = { body: FilledForm };

/** `POST /previews`. */
export function preview(context: Context) {
  return async (
    { body }: Filled,
    { credentials }: HandlerContext,
  ): Promise<Preview> => buildPreview({ context, form: body, credentials });
}

/** `POST /table-checks`: as one types; the template is not run for it. */
export function checkTable(context: Context) {
  return async (
    { body }: { body: FilledForm & { changing?: string } },
    { credentials }: HandlerContext,
  ): Promise<TableCheck> => {
    const { template: ref, values, changing } = body;
    const [template, platform] = await Promise.all([
      context.catalog.getEntityByRef(ref, { credentials }),
      readPlatform(context, credentials),
    ]);
    const request = { context, template, values, platform, changing };
    const checked = await check(request);
    if (checked) return checked;
    throw new InputError(
      'table: Write namespace.table in lower-case letters, digits and underscores.',
    );
  };
}

/** `POST /test-reads`. */
export function testRead(context: Context) {
  return async (
    { body }: Filled,
    { credentials, tell }: HandlerContext,
  ): Promise<TestRead> => {
    const { files, template } = await renderOnce(context, body, credentials);
    const platform = await readPlatform(context, credentials);
    const sources = platform.sources.map(({ metadata }) => metadata.name);
    const form = readForm(body.values);
    const name = findSource({ template, form, sources });
    const declared =
      name !== undefined && sources.includes(name)
        ? mustFindSource(platform, name).declared
        : undefined;
    const { links } =
      platform.sources.find(({ metadata }) => metadata.name === name)
        ?.metadata ?? {};
    const baseUrl = declared && findAddress({ ...declared, files, links });
    const { resolve, config } = context;
    const limits = config.testRead;
    const read = await runTestRead({ files, baseUrl, resolve, limits });
    tell({ template: body.template, from: read.from, rows: read.rows.length });
    return read;
  };
}
