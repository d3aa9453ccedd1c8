/*
 * Answers that are no JSON. Energy data are often published as CSV to download or as XML by a standard, over the same HTTP with the same pages,
 * limits and errors; only what a body becomes differs. The libraries (csv-parse, fast-xml-parser; both MIT) are loaded when a stream declares
 * such a format and not before.
 */
import type { StreamDeclaration } from '../../declaration';
import { ConnectorError } from '../../errors';
import { valueAt } from '../../places';
import { shapeRecords } from '../shapeRecords';

/** How the body of an answer becomes records. */
export interface AnswerFormat {
  /** For people: `CSV`. */
  readonly name: string;
  /** Media type that is asked for. */
  readonly accept: string;
  /** @throws Error that says what is broken. */
  parse(text: string): unknown;
  /** @throws ConnectorError `contract` when they are not where they were declared. */
  records(document: unknown): readonly unknown[];
}

async function createCsvFormat(
  stream: StreamDeclaration,
): Promise<AnswerFormat> {
  const { parse } = await import('csv-parse/sync');
  const { delimiter = ',', skipLines = 0 } = stream.csv ?? {};
  return {
    name: 'CSV',
    accept: 'text/csv',
    parse(text) {
      const records: unknown[] = parse(text, {
        bom: true,
        columns: true,
        delimiter,
        from_line: skipLines + 1,
        skip_empty_lines: true,
        trim: true,
      });
      if (records.length === 0 && text.trim() === '') {
        throw new TypeError('there is not even a header');
      }
      return records;
    },
    records: document => shapeRecords(stream, document),
  };
}

/** The place above a dotted place; empty for the top. */
function above(place: string): string {
  return place.split('.').slice(0, -1).join('.');
}

async function createXmlFormat(
  stream: StreamDeclaration,
): Promise<AnswerFormat> {
  const { XMLParser, XMLValidator } = await import('fast-xml-parser');
  const { recordsAt } = stream;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    // Digits stay as they were written; the columns say what they are.
    parseTagValue: false,
    parseAttributeValue: false,
    isArray: (_, place) => place === recordsAt,
  });
  return {
    name: 'XML',
    accept: 'application/xml',
    parse(text) {
      const valid = XMLValidator.validate(text);
      if (valid !== true) {
        throw new TypeError(`${valid.err.msg} in line ${valid.err.line}`);
      }
      const document: unknown = parser.parse(text);
      return document;
    },
    records(document) {
      const found = valueAt(document, recordsAt);
      const around = valueAt(document, above(recordsAt));
      // A list that is there and holds none is no rows; one that is not there is another document.
      return found === undefined && around !== undefined
        ? []
        : shapeRecords(stream, document);
    },
  };
}

/**
 * The format that a stream declares. Loads its library.
 *
 * @throws ConnectorError `configuration` when it is none of those that are read here.
 */
export async function createAnswerFormat(
  stream: StreamDeclaration,
): Promise<AnswerFormat> {
  switch (stream.format) {
    case 'csv':
      return createCsvFormat(stream);
    case 'xml':
      return createXmlFormat(stream);
    default:
      throw new ConnectorError(
        'configuration',
        `Stream '${stream.name}' declares the format '${stream.format}'; write json, csv or xml.`,
      );
  }
}
