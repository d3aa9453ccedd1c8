const LOOKED_THROUGH = /(?:\.md|(?:^|\/)values[\w.-]{0,64}\.ya?ml)$/i;

/**
 * Whether the text of a file is looked through for credentials: documents, and the values of charts, which hold no objects and are in nobody's
 * manifests where a chart is not rendered.
 */
export function isLookedThrough(path: string): boolean {
  return LOOKED_THROUGH.test(path);
}
