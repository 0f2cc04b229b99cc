"""Rows in Parquet files that the workers of a cluster read by themselves."""

from __future__ import annotations

import dataclasses
import os
from typing import Any, Iterator

import pyarrow as pa
import pyarrow.fs
import pyarrow.parquet
from pyspark.sql import SparkSession

# Where a worker does little for each row, less than this is not worth a task of its own.
_LEAST_PIECE = 32 << 20
# Shards for each task at a time: a slow one is not waited for long.
_SHARDS_FOR_A_TASK = 3
_BATCH_ROWS = 65_536


class ParquetFiles:
    """Rows in Parquet files, for evaluate() in the place of a DataFrame: each worker reads its own from the
    files, and they take no way through Java, which costs several times what the policy does.

    `paths`: files, or folders of files, in the order of their names, where driver and executors alike find
    them; "hdfs://..." and "s3://..." are for pyarrow's filesystems, and any other one is `filesystem`. All
    files have the columns of the first one; folders in a folder are refused, since their names may be a column.
    A shard is one part of about `shards`, of whole row groups; by default three for each task at a time. The
    files stay as they are until the run is over: rows that changed between two traversals are refused.
    """

    def __init__(
        self, spark: SparkSession, *paths: str, filesystem: Any = None, shards: int | None = None
    ) -> None:
        if not paths:
            raise ValueError("there must be one path at least")
        self.spark = spark
        self._shards = shards
        self._files = [file for path in paths for file in _listed(path, filesystem)]
        if not self._files:
            raise ValueError(f"there is no Parquet file in {', '.join(paths)}")

    def schema(self) -> pa.Schema:
        """The columns of the files, as the first one has them."""
        with self._files[0].open() as reader:
            return reader.schema_arrow.remove_metadata()

    def cut(self, tasks: int) -> list[Shard]:
        """The rows in shards: each is a run of the files' row groups, in order."""
        total = sum(file.size for file in self._files)
        share = max(1, -(-total // (self._shards or _SHARDS_FOR_A_TASK * tasks)))
        least = share if self._shards else max(share, _LEAST_PIECE)
        # A piece belongs to the shard in whose share of the bytes its middle lies.
        shards: dict[int, Shard] = {}
        begin = 0.0
        for file in self._files:
            parts = max(1, -(-file.size // least))
            for part in range(parts):
                size = file.size / parts
                shards.setdefault(int((begin + size / 2) / share), Shard([])).pieces.append(Piece(file, part, parts))
                begin += size
        return list(shards.values())


@dataclasses.dataclass(frozen=True)
class File:
    """One file; it pickles."""

    filesystem: Any
    path: str
    size: int

    def open(self, few: list[str] | None = None) -> Any:
        """A reader; the columns `few` have few values, each many times."""
        return pyarrow.parquet.ParquetFile(
            self.path, filesystem=self.filesystem, read_dictionary=few, pre_buffer=True
        )


@dataclasses.dataclass(frozen=True)
class Piece:
    """A part of a file's row groups, of so many; there may be none."""

    file: File
    part: int
    parts: int

    def read(self, schema: pa.Schema, few: list[str]) -> Iterator[pa.RecordBatch]:
        """The rows, in batches of the columns of `schema`. ValueError when the file has others."""
        with self.file.open(few) as reader:
            self._check(reader.schema_arrow, schema, few)
            of_file = reader.num_row_groups
            groups = list(range(of_file * self.part // self.parts, of_file * (self.part + 1) // self.parts))
            if not groups:
                return
            for batch in reader.iter_batches(
                batch_size=_BATCH_ROWS, row_groups=groups, columns=schema.names, use_threads=False
            ):
                yield batch.select(schema.names)

    def _check(self, found: pa.Schema, expected: pa.Schema, few: list[str]) -> None:
        for field in expected:
            at = found.get_all_field_indices(field.name)
            kind = found.field(at[0]).type if len(at) == 1 else None
            if field.name in few and kind is not None and pa.types.is_dictionary(kind):
                kind = kind.value_type
            if kind != field.type:
                what = "is missing" if kind is None else f"is {kind}, not {field.type} as in the first file"
                raise ValueError(f"{self.file.path}: the column {field.name!r} {what}")


@dataclasses.dataclass(frozen=True)
class Shard:
    """What one task reads."""

    pieces: list[Piece]

    def read(self, schema: pa.Schema, few: list[str]) -> Iterator[pa.RecordBatch]:
        """The rows of all pieces, one after the other."""
        for piece in self.pieces:
            yield from piece.read(schema, few)


def _listed(path: str, filesystem: Any) -> Iterator[File]:
    """The files of a path, as Spark reads a folder: what begins with `_` or `.` is not data."""
    if filesystem is None:
        filesystem, path = pyarrow.fs.FileSystem.from_uri(path) if "://" in path else _local(path)
    info = filesystem.get_file_info(path)
    if info.type == pyarrow.fs.FileType.File:
        yield File(filesystem, info.path, info.size)
        return
    if info.type != pyarrow.fs.FileType.Directory:
        raise FileNotFoundError(path)
    for each in sorted(filesystem.get_file_info(pyarrow.fs.FileSelector(path)), key=lambda each: each.base_name):
        if each.base_name.startswith(("_", ".")):
            continue
        if each.type == pyarrow.fs.FileType.Directory:
            raise ValueError(f"{each.path}: folders in folders are not read; give their paths, or a DataFrame")
        yield File(filesystem, each.path, each.size)


def _local(path: str) -> tuple[Any, str]:
    return pyarrow.fs.LocalFileSystem(), os.path.abspath(path)


__all__ = ["File", "ParquetFiles", "Piece", "Shard"]
