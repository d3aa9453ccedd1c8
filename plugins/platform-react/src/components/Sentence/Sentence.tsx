import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { instantsInWords } from '../../time';

/** A piece of a sentence: words, something to be read letter by letter, or an entity. */
export type SentencePart =
  | { kind: 'words'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'entity'; text: string };

const PIECE =
  /`([^`]+)`|\b((?:api|component|domain|group|resource|system|template|user):[a-z0-9-]+\/\w(?:[\w.-]*\w)?)/g;

/** Takes a sentence of the backend apart: what stands between backticks, refs of entities, and the words around them. */
export function partsOfSentence(sentence: string): SentencePart[] {
  const parts: SentencePart[] = [];
  let end = 0;
  for (const match of sentence.matchAll(PIECE)) {
    const words = sentence.slice(end, match.index);
    if (words) parts.push({ kind: 'words', text: words });
    parts.push(
      match[1] === undefined
        ? { kind: 'entity', text: match[2] }
        : { kind: 'code', text: match[1] },
    );
    end = match.index + match[0].length;
  }
  const rest = sentence.slice(end);
  if (rest) parts.push({ kind: 'words', text: rest });
  return parts;
}

function Part(props: { part: SentencePart }) {
  const { kind, text } = props.part;
  if (kind === 'code') return <code>{text}</code>;
  return kind === 'entity' ? (
    <EntityRefLink entityRef={text} hideIcon underline="always" />
  ) : (
    <>{instantsInWords(text)}</>
  );
}

/**
 * A sentence of the backend for people: instants as times, `code` as code, and the ref of an entity as a link with the
 * entity's title. It cannot stand inside of a link.
 */
export function Sentence(props: { children: string }) {
  return (
    <>
      {partsOfSentence(props.children).map((part, index) => (
        <Part key={`${index} ${part.text}`} part={part} />
      ))}
    </>
  );
}
