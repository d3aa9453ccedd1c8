/*
 * A key leaks through what nobody looks at: the URL in an error, the parameters an API echoes in its answer, a
 * recorded fixture. So whatever leaves a run passes here, and the key is replaced in every form it may take.
 */

/** Replaces secrets in text. */
export type Scrub = (text: string) => string;

/** What stands where a secret stood. */
export const SCRUBBED = '***';

/** Makes a scrubber for the given secrets; an empty secret is ignored. */
export function createScrub(secrets: readonly string[]): Scrub {
  const forms = new Set<string>();
  for (const secret of secrets.filter(Boolean)) {
    forms.add(secret);
    forms.add(encodeURIComponent(secret));
    forms.add(new URLSearchParams({ s: secret }).toString().slice(2));
    forms.add(JSON.stringify(secret).slice(1, -1));
    forms.add(Buffer.from(secret).toString('base64'));
  }
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return text => {
    let clean = text;
    for (const form of longestFirst) {
      // Most text holds no secret, and pages are large.
      clean = clean.includes(form) ? clean.split(form).join(SCRUBBED) : clean;
    }
    return clean;
  };
}
