"""What PyIceberg, PyArrow and DuckDB make of a table: settings come as JSON on standard input, the answer leaves as JSON."""

import datetime
import decimal
import json
import math
import sys
import tempfile
import urllib.request


def open_catalog(given):
    from pyiceberg.catalog.rest import RestCatalog

    s3 = given["s3"]
    return RestCatalog(
        "lake",
        **{
            "uri": given["catalog"],
            "s3.endpoint": s3["endpoint"],
            "s3.access-key-id": s3["accessKeyId"],
            "s3.secret-access-key": s3["secretAccessKey"],
            "s3.region": s3["region"],
            "py-io-impl": "pyiceberg.io.pyarrow.PyArrowFileIO",
        },
    )


def open_table(given):
    return open_catalog(given).load_table((given["namespace"], given["name"]))


def plain(value):
    """Exact text of what JSON has no word for."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat(timespec="microseconds")
    if isinstance(value, (datetime.date, decimal.Decimal)):
        return str(value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value


def describe(given):
    table = open_table(given)
    return {
        "schema": [
            {"id": f.field_id, "name": f.name, "type": str(f.field_type), "required": f.required}
            for f in table.schema().fields
        ],
        "identifiers": sorted(table.schema().identifier_field_names()),
        "spec": [{"name": f.name, "transform": str(f.transform)} for f in table.spec().fields],
        "snapshots": [
            {"id": str(s.snapshot_id), "parent": str(s.parent_snapshot_id), "sequence": s.sequence_number,
             "operation": s.summary.operation.value, **s.summary.additional_properties}
            for s in table.snapshots()
        ],
        "files": [
            {k: one.get(k) for k in ("file_format", "record_count", "file_size_in_bytes", "partition",
                                     "readable_metrics", "content", "split_offsets")}
            for one in table.inspect.files().to_pylist()
        ],
        "manifests": [
            {k: one.get(k) for k in ("added_data_files_count", "existing_data_files_count", "partition_summaries")}
            for one in table.inspect.manifests().to_pylist()
        ],
    }


def rows(given):
    table = open_table(given)
    scan = table.scan(row_filter=given["filter"]) if given.get("filter") else table.scan()
    return {
        "rows": scan.to_arrow().to_pylist(),
        "files": len(list(scan.plan_files())),
        "all": len(list(table.scan().plan_files())),
    }


def append(given):
    import pyarrow as pa

    table = open_table(given)
    arrow = table.schema().as_arrow()

    def typed(field, value):
        if value is None:
            return None
        if pa.types.is_date(field.type):
            return datetime.date.fromisoformat(value)
        if pa.types.is_timestamp(field.type):
            return datetime.datetime.fromisoformat(value)
        if pa.types.is_decimal(field.type):
            return decimal.Decimal(value)
        return value

    table.append(pa.Table.from_pylist(
        [{f.name: typed(f, row.get(f.name)) for f in arrow} for row in given["rows"]], schema=arrow))
    return {}


def delete(given):
    open_table(given).delete(given["filter"])
    return {}


def add_column(given):
    from pyiceberg.types import StringType

    with open_table(given).update_schema() as update:
        update.add_column(given["column"], StringType())
    return {}


def change(given):
    with open_table(given).update_schema(allow_incompatible_changes=True) as update:
        if "delete" in given:
            update.delete_column(given["delete"])
        if "rename" in given:
            update.rename_column(*given["rename"])
    return {}


def expire(given):
    table = open_table(given)
    current = table.metadata.current_snapshot_id
    table.maintenance.expire_snapshots().by_ids(
        [s.snapshot_id for s in table.snapshots() if s.snapshot_id != current]).commit()
    return {}


def rollback(given):
    from pyiceberg.table.update import (
        AssertRefSnapshotId, SetSnapshotRefUpdate, SnapshotRefType)

    table = open_table(given)
    current = table.current_snapshot()
    table.catalog.commit_table(
        table,
        (AssertRefSnapshotId(ref="main", snapshot_id=current.snapshot_id),),
        (SetSnapshotRefUpdate(ref_name="main", type="branch", snapshot_id=current.parent_snapshot_id),),
    )
    return {}


def parquet(given):
    """The files of the table, read by PyArrow and by DuckDB, neither of which knows Iceberg here."""
    import duckdb
    import pyarrow.parquet as pq

    table = open_table(given)
    found = []
    for task in table.scan().plan_files():
        with table.io.new_input(task.file.file_path).open() as stream, tempfile.NamedTemporaryFile(suffix=".parquet") as file:
            file.write(stream.read())
            file.flush()
            meta = pq.ParquetFile(file.name)
            duck = duckdb.connect()
            duck.execute("set timezone = 'UTC'")
            relation = duck.execute("select * from read_parquet(?)", [file.name])
            names = [one[0] for one in relation.description]
            found.append({
                "arrow": meta.read().to_pylist(),
                "duckdb": [dict(zip(names, row)) for row in relation.fetchall()],
                "fields": {f.name: int((f.metadata or {}).get(b"PARQUET:field_id", b"-1")) for f in meta.schema_arrow},
                "compression": meta.metadata.row_group(0).column(0).compression,
                "statistics": [
                    {"column": meta.schema_arrow.names[i],
                     "nulls": meta.metadata.row_group(0).column(i).statistics.null_count,
                     "min": meta.metadata.row_group(0).column(i).statistics.min
                     if meta.metadata.row_group(0).column(i).statistics.has_min_max else None}
                    for i in range(meta.metadata.num_columns)
                    if meta.metadata.row_group(0).column(i).statistics
                ],
            })
    return found


def files(given):
    """Parquet files as other programs write them, in base64."""
    import base64
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([
        ("id", pa.int64()),
        ("at", pa.timestamp("us", tz="UTC")),
        ("nanos", pa.timestamp("ns")),
        ("day", pa.date32()),
        ("small", pa.decimal128(9, 2)),
        ("large", pa.decimal128(38, 9)),
        ("text", pa.string()),
    ])
    moment = datetime.datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=datetime.timezone.utc)
    table = pa.Table.from_pylist([
        {"id": 1, "at": moment, "nanos": moment.replace(tzinfo=None), "day": datetime.date(2028, 2, 29),
         "small": decimal.Decimal("-9999999.99"), "large": decimal.Decimal("12345678901234567890123456789.123456789"),
         "text": "ünïcödé 数据"},
        {"id": 2},
    ], schema=schema)
    found = {}
    for codec in ("none", "snappy", "gzip", "brotli", "zstd"):
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression=codec, store_decimal_as_integer=codec == "gzip")
        found[f"pyarrow {codec}"] = base64.b64encode(sink.getvalue().to_pybytes()).decode()
    with tempfile.TemporaryDirectory() as folder:
        for codec in ("snappy", "zstd"):
            path = f"{folder}/{codec}.parquet"
            duck = duckdb.connect()
            duck.register("arrow_rows", table)
            duck.execute(f"copy (select * from arrow_rows) to '{path}' (format parquet, compression {codec})")
            with open(path, "rb") as file:
                found[f"duckdb {codec}"] = base64.b64encode(file.read()).decode()
    return found


if __name__ == "__main__":
    answer = globals()[sys.argv[1]](json.load(sys.stdin))
    json.dump(plain(answer), sys.stdout)
