import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

const PACKAGE = '@254carbon/backstage-plugin-techdocs-backend-module-markdown';
const PARTS = ['layout.css', 'typeset.css', 'blocks.css', 'code.css'];

/** The stylesheet of every site. */
export interface Stylesheet {
  /** Path inside the site. The reader shows a page only when its stylesheet is named `main.<8 hex>.min.css`. */
  path: string;
  css: string;
}

/** Removes comments and needless white space; our own style sheets hold no strings in which that would matter. */
export function minifyCss(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/;}/g, '}')
    .trim();
}

/** The stylesheet under a name made from its content, so that browsers may keep it for ever. */
export function nameStylesheet(css: string): Stylesheet {
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 8);
  return { path: `assets/stylesheets/main.${hash}.min.css`, css };
}

/** Reads the stylesheet from the assets of this package. */
export async function loadStylesheet(): Promise<Stylesheet> {
  const folder = resolvePackagePath(PACKAGE, 'assets');
  const parts = await Promise.all(
    PARTS.map(name => fs.readFile(join(folder, name), 'utf8')),
  );
  return nameStylesheet(minifyCss(parts.join('\n')));
}
