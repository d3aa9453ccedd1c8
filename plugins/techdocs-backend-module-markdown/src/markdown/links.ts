import type { MarkdownIt, RendererRule } from 'markdown-it';
import { pageState } from './pageEnvironment';

/**
 * Lets the page decide where its links and images lead. The decision needs the whole site and is made while rendering, when
 * every page has been parsed and its anchors are known.
 */
export function links(md: MarkdownIt): void {
  const openLink: RendererRule = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const { href, download } = pageState(env).resolveLink(
      String(token.attrGet('href') ?? ''),
      'link',
    );
    token.attrSet('href', href);
    if (download) {
      token.attrSet('download', '');
    }
    return self.renderToken(tokens, index, options);
  };
  const stockImage = md.renderer.rules.image;
  md.renderer.rules.link_open = openLink;
  md.renderer.rules.image = (tokens, index, options, env, self) => {
    const token = tokens[index];
    token.attrSet(
      'src',
      pageState(env).resolveLink(String(token.attrGet('src') ?? ''), 'image')
        .href,
    );
    return stockImage
      ? stockImage(tokens, index, options, env, self)
      : self.renderToken(tokens, index, options);
  };
}
