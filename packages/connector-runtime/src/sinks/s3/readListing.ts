import { ConnectorError } from '../../errors';

/** One page of a listing. */
export interface Listing {
  readonly keys: readonly string[];
  /** Token of the page that follows. */
  readonly next?: string;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * Reads the XML of ListObjectsV2.
 *
 * @throws ConnectorError `unavailable` when it is no listing: an empty answer is never taken for an empty bucket.
 */
export async function readListing(bytes: Uint8Array): Promise<Listing> {
  const { XMLParser } = await import('fast-xml-parser');
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    // Numeric entities, which some servers use for quotes.
    htmlEntities: true,
    isArray: name => name === 'Contents',
  });
  let document: unknown;
  try {
    document = parser.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    document = undefined;
  }
  const result = isRecord(document) ? document.ListBucketResult : undefined;
  if (!isRecord(result)) {
    throw new ConnectorError(
      'unavailable',
      'The object store answered a listing with something else; check that S3_ENDPOINT is an S3 service.',
    );
  }
  const contents = Array.isArray(result.Contents) ? result.Contents : [];
  const keys = contents.filter(isRecord).map(entry => String(entry.Key));
  if (result.IsTruncated !== 'true') {
    return { keys };
  }
  if (typeof result.NextContinuationToken !== 'string') {
    throw new ConnectorError(
      'unavailable',
      'The object store says that its listing goes on but not where; look at its version.',
    );
  }
  return { keys, next: result.NextContinuationToken };
}
