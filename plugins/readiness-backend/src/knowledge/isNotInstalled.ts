/**
 * Whether an error means that the plugin that was asked is not there at all. One that is starting answers 503, so that whoever gets a 404 for
 * a route that the plugin has asks a portal without it.
 */
export function isNotInstalled(error: unknown): boolean {
  return (
    error instanceof Error && 'statusCode' in error && error.statusCode === 404
  );
}
