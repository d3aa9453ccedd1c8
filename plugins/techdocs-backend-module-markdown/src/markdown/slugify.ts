/**
 * The anchor of a heading, by the algorithm of Python-Markdown's `toc` extension, so that a link written for
 * MkDocs still lands: decompose, drop what is not ASCII, drop punctuation, lower-case, runs of blanks and
 * hyphens become one hyphen. ASCII only is also what the reader needs: it compares ids with the encoded hash of the address.
 * May return an empty string (a heading in Japanese, say); `uniqueSlug` names those.
 */
export function slugify(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, '-');
}

/**
 * Makes a slug unique among `taken` the way Python-Markdown does (`setup`, `setup_1`, `setup_2`) and records it there.
 */
export function uniqueSlug(slug: string, taken: Set<string>): string {
  let candidate = slug || '_';
  for (let attempt = 1; taken.has(candidate); attempt += 1) {
    candidate = `${slug || '_'}_${attempt}`;
  }
  taken.add(candidate);
  return candidate;
}
