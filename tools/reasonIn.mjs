// Why a process ended, from its log: the sentence that it wrote for people, or the nearest thing to one.

import { existsSync, readFileSync } from 'node:fs';

const TOLD = /^The portal cannot start: .*$/gm;

/** What libraries say, and what helps. */
const CURES = [
  [
    /SQLITE_(CORRUPT|NOTADB)|file is not a database|database disk image is malformed/,
    'a database in the data folder is damaged: `npm run reset` empties the folder',
  ],
  [/ENOSPC|SQLITE_FULL|no space left|disk is full/i, 'the disk is full: free some space and start again'],
  [
    /EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN|permission denied|readonly database/i,
    'the data folder or something in it may not be written: correct its rights, or set PORTAL_DATA to another folder',
  ],
  [/EADDRINUSE/, 'the port has just been taken: choose another one with PORTAL_PORT'],
  [/ECONNREFUSED/, 'correct the address in the configuration, or start what should answer there'],
];

function withCure(text) {
  const cure = CURES.find(([pattern]) => pattern.test(text))?.[1];
  return cure && !text.includes(cure) ? `${text.replace(/\.$/, '')}; ${cure}.` : text;
}

/** `sentence` says why; `isTold` when the process wrote it for people, so that its log adds nothing. */
export function reasonIn(log) {
  const text = existsSync(log) ? readFileSync(log, 'utf8').replace(/\u001b\[[0-9;]*m/g, '') : '';
  const told = text.match(TOLD);
  if (told) return { sentence: told.map(withCure).join('\n').slice(0, 2_000), isTold: true };
  const failed = [...text.matchAll(/^\{"time".*"event":"failed","message":"((?:[^"\\]|\\.)*)"/gm)].pop();
  if (failed) return { sentence: withCure(JSON.parse(`"${failed[1]}"`)), isTold: true };
  const causes = [...text.matchAll(/(?:Error:|caused by) *([^\n]+)/g)];
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const last = causes.pop()?.[1] ?? lines.pop() ?? 'it wrote nothing';
  const sentence = last.replace(/^\w*Error:\s*/, '').replace(/\s+/g, ' ').slice(0, 600);
  return { sentence: withCure(sentence), isTold: false };
}
