/** Types, as statements write them. */
import type { TypeName } from '../types';
import type { TokenReader } from './TokenReader';

/** @throws SqlError `SYNTAX_ERROR` */
export function parseTypeName(reader: TokenReader): TypeName {
  const { at } = reader;
  let name = reader.name();
  if (name === 'double') reader.accept('precision');
  let args: number[] = [];
  if (reader.accept('(')) {
    args = reader.list(() => reader.whole());
    reader.expect(')');
  }
  if (reader.accept('with', 'time', 'zone')) name += ' with time zone';
  else reader.accept('without', 'time', 'zone');
  return { name, arguments: args, at };
}
