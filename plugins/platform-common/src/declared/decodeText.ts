import { ManifestProblem } from './types';

/** What a file says, as far as it is text. */
export interface DecodedText {
  /** Lines that cannot be read hold the replacement character. */
  text: string;
  problems: ManifestProblem[];
}

function lineOfByte(bytes: Uint8Array, isBad: (line: Uint8Array) => boolean) {
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    if (isBad(bytes.subarray(start, end))) return line;
    start = end + 1;
    line += 1;
  }
  return 1;
}

function isNoUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return false;
  } catch {
    return true;
  }
}

function wrong(path: string, line: number, message: string): ManifestProblem {
  return {
    kind: 'encoding',
    path,
    line,
    message,
    cure: 'Save the file as UTF-8.',
  };
}

/** Text of a file. What is no UTF-8 is a problem at its first line; the lines around it stay readable. */
export function decodeText(path: string, bytes: Uint8Array): DecodedText {
  const isWide =
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isWide) {
    return { text: '', problems: [wrong(path, 1, 'The file is UTF-16.')] };
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    const line = lineOfByte(bytes, part => part.includes(0));
    return {
      text: '',
      problems: [
        wrong(path, line, 'The file holds a zero byte: it is no text.'),
      ],
    };
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  if (!isNoUtf8(bytes)) return { text, problems: [] };
  const line = lineOfByte(bytes, isNoUtf8);
  return {
    text,
    problems: [wrong(path, line, 'The line holds bytes that are no UTF-8.')],
  };
}
