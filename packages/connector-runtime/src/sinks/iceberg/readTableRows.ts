import { ConnectorError } from '../../errors';
import type { Row } from '../../schema';
import type { LakeColumn } from '../columnTypes';
import { readParquet } from '../parquet/readParquet';
import { readAvro } from './avroFile';
import type { TableFiles } from './tableFiles';
import type { TableView } from './tableView';
import { readManifestList } from './writeManifestList';

const DELETED = 2;

/**
 * All rows of a table that this package wrote, every version of a row. For tests and previews of small tables: the
 * whole table is read into memory.
 *
 * @throws ConnectorError `contract` when another writer has deleted rows in a way that this reader does not apply.
 */
export async function readTableRows(options: {
  view: TableView;
  files: TableFiles;
  columns: readonly LakeColumn[];
}): Promise<Row[]> {
  const { view, files, columns } = options;
  const rows: Row[] = [];
  for (const manifest of await readManifestList(view, files)) {
    if (Number(manifest.content) !== 0) {
      throw new ConnectorError(
        'contract',
        'Rows of the table were deleted by another writer; read it through Trino.',
      );
    }
    const { records } = await readAvro(
      await files.get(String(manifest.manifest_path)),
    );
    for (const record of records) {
      const file: unknown = record.data_file;
      if (
        record.status === DELETED ||
        typeof file !== 'object' ||
        file === null ||
        !('file_path' in file)
      ) {
        continue;
      }
      const bytes = await files.get(String(file.file_path));
      for (const row of await readParquet(bytes, columns)) {
        rows.push(row);
      }
    }
  }
  return rows;
}
