/** How a build ended. */
export type SyncOutcome =
  | { ok: true; updated: boolean }
  | { ok: false; reason: string };

interface ServerEvent {
  event: string;
  data: unknown;
}

function parseEvent(block: string): ServerEvent | undefined {
  const event = /^event: (.*)$/m.exec(block)?.[1];
  const data = /^data: (.*)$/m.exec(block)?.[1];
  if (event === undefined || data === undefined) {
    return undefined;
  }
  try {
    return { event, data: JSON.parse(data) };
  } catch {
    return undefined;
  }
}

/** The last word of the event stream that TechDocs answers to a sync with. A stream without one is a failure. */
export function readSyncOutcome(stream: string): SyncOutcome {
  for (const block of stream.split('\n\n').reverse()) {
    const found = parseEvent(block);
    if (found?.event === 'finish') {
      const data = found.data as { updated?: unknown } | null;
      return { ok: true, updated: data?.updated === true };
    }
    if (found?.event === 'error') {
      return { ok: false, reason: String(found.data) };
    }
  }
  return { ok: false, reason: 'the build ended without a result' };
}
