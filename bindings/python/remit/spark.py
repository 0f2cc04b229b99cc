"""A policy over a Spark DataFrame: the rows stay where they are, and every figure is that of one run.

Needs pyspark 4 with pyarrow (`pip install remit[spark]`) on the driver and on every executor.
"""

from __future__ import annotations

import datetime
import itertools
import pickle
from typing import Any, Callable, Iterable, Iterator, Mapping

import pyarrow as pa
from pyspark import Broadcast, StorageLevel, TaskContext
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from remit._parquet import ParquetFiles
from remit._policy import Policy
from remit._results import Results
from remit._shards import Shards, ShardState
from remit._spark_decimals import Incoming, Outgoing, given, received

# Spark numbers the rows of partition p from p * 2^33 on: the first row of each brings its state.
_ROWS_OF_PARTITION = 1 << 33
_AT, _STATE = "__remit_at", "__remit_state"
_ALL = -1  # instead of a shard: what all of them come to
_STATES = "shard int, state binary"
_ARROW_STATES = pa.schema([("shard", pa.int32()), ("state", pa.binary())])
# From so many tasks at a time on states are merged by several before one takes them all.
_FEW = 4


class Evaluation:
    """What evaluate() came to, as DataFrames; nothing is computed before an action asks for one.

    A policy that needs several traversals reads the rows once for each of them; what the earlier ones came
    to is kept by Spark (`unpersist()` lets it go) and computed once for all DataFrames. Each DataFrame
    computes the last traversal by itself: persist() it where it is used more than once.
    """

    def __init__(self, run: _Run) -> None:
        self._run = run

    @property
    def rows(self) -> DataFrame:
        """Key and figures of every row, as Results[entity] has them, in the order of the rows."""
        return self._run.give("rows")

    @property
    def ledger(self) -> DataFrame:
        """As Results.ledger; the lines of other entities come last."""
        return self._run.both("ledger")

    @property
    def targets(self) -> DataFrame:
        """As Results.targets; those of other entities come last."""
        return self._run.both("targets")

    @property
    def errors(self) -> DataFrame:
        """As Results.errors. In a run of one traversal rows count from the first one of their partition."""
        return self._run.both("errors")

    @property
    def totals(self) -> DataFrame:
        """As Results.totals, over all rows. A key that occurs twice fails here, and in of()."""
        return self._run.finish("totals")

    def of(self, entity: str) -> DataFrame:
        """Key and figures of another entity."""
        return self._run.finish(entity)

    def unpersist(self) -> None:
        """Lets go what Spark keeps of the earlier traversals."""
        self._run.unpersist()


def evaluate(
    policy: Policy,
    tables: Mapping[str, Any],
    rows: str,
    df: DataFrame | ParquetFiles,
    *,
    as_of: datetime.date | None = None,
    ascending_keys: bool = False,
) -> Evaluation:
    """Evaluates `policy` where the rows of the entity `rows` are those of `df`, a DataFrame or ParquetFiles.

    `tables` has all other tables, as for Policy.evaluate(), or as DataFrames, which are small: every
    executor gets them, and the driver reads them. Columns of `df` are found as those of any table; others are not
    read, and one that seems misspelt is DataError. Each partition is a shard, in the order of the partitions, which is that of collect(). `df` must give
    the same rows in the same partitions each time: where it does not (after a shuffle without a sort, say),
    persist() or checkpoint() it; rows that changed between two traversals are refused, never mixed. The
    policy is compiled once by each worker. Unsupported, with the column that is the reason, when the rows
    cannot be read in parts; Spark reports what a worker raises.
    """
    _check_rows(df)
    held = {name: _held(table) for name, table in tables.items()}
    shards = policy.shards(held, rows, as_of=as_of, ascending_keys=ascending_keys)
    empty = policy.evaluate({**held, rows: []}, as_of=as_of)
    source = _Files(policy, rows, df) if isinstance(df, ParquetFiles) else _Frame(policy, rows, df)
    return Evaluation(_Run(shards, _Schemas(empty, rows), source))


def _check_rows(df: Any) -> None:
    if not isinstance(df, (DataFrame, ParquetFiles)):
        raise TypeError(f"the rows are a DataFrame of Spark, or ParquetFiles, not {type(df).__name__}")
    session = df.sparkSession if isinstance(df, DataFrame) else df.spark
    if not hasattr(session, "sparkContext"):
        raise TypeError("a session of Spark Connect has no tasks of one's own: evaluate in the session of a driver")


def _held(table: Any) -> Any:
    """A table that pickles."""
    if isinstance(table, DataFrame):
        return table.toArrow()
    return pa.table(table) if hasattr(table, "__arrow_c_stream__") else table


def _used(policy: Policy, entity: str, schema: pa.Schema) -> list[str]:
    """The columns of a table that are fields. DataError where the table would be refused."""
    with policy.data({entity: schema.empty_table()}) as data:
        unused = set(data.notes["column"])
    return [name for name in schema.names if name not in unused]


class _Schemas:
    """What the tables of a run look like in Spark, which knows no dictionaries."""

    def __init__(self, empty: Results, rows: str) -> None:
        self._empty = empty
        self._rows = rows

    def of(self, which: str) -> pa.Schema:
        """Of a list, of "rows", or of an entity."""
        schema = pa.table(_table(self._empty, which, self._rows)).schema
        if which == "totals":  # of no rows have no decimals
            money = pa.table(self._empty.ledger).schema.field("amount").type
            kinds = {"amount": money, "repay": money}
            schema = pa.schema([pa.field(each.name, kinds.get(each.name, each.type)) for each in schema])
        return pa.schema([pa.field(each.name, _plain(each.type)) for each in schema])


def _plain(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_dictionary(kind) or pa.types.is_large_string(kind):
        return pa.string()
    return pa.int64() if pa.types.is_unsigned_integer(kind) else kind


def _table(results: Results, which: str, rows: str) -> Any:
    if which in ("ledger", "targets", "errors", "totals"):
        return getattr(results, which)
    return results[rows if which == "rows" else which]


class _Frame:
    """Rows of a DataFrame: a partition is a shard."""

    def __init__(self, policy: Policy, entity: str, df: DataFrame) -> None:
        used = _used(policy, entity, to_arrow_schema(df.schema))
        incoming = Incoming(df, used)
        self._df = incoming.df
        self.spark = df.sparkSession
        self.read = _ReadFrame(incoming.kinds)

    def with_state(self, before: DataFrame | None) -> DataFrame:
        """The rows, the first of each partition with what its shard needs."""
        if before is None:
            return self._df
        parts = before.select(
            (F.col("shard").cast("long") * _ROWS_OF_PARTITION).alias(_AT), F.col("state").alias(_STATE)
        )
        numbered = self._df.withColumn(_AT, F.monotonically_increasing_id())
        return numbered.join(F.broadcast(parts), _AT, "left").drop(_AT)


class _Files:
    """Rows of files: a row for each shard stands for them."""

    def __init__(self, policy: Policy, entity: str, files: ParquetFiles) -> None:
        self.spark = files.spark
        schema = files.schema()
        used = _used(policy, entity, schema)
        fields = policy._of.fields_by_name[policy.entity_index(entity)]
        few = [
            name
            for name in used
            if fields.get(name, (0, ""))[1] in ("category", "reference") and pa.types.is_string(schema.field(name).type)
        ]
        cut = files.cut(self.spark.sparkContext.defaultParallelism)
        self._shards = _of_unknown_size(self.spark.range(0, len(cut), 1, len(cut)).withColumnRenamed("id", _AT))
        self.read = _ReadFiles(
            self.spark.sparkContext.broadcast(pickle.dumps(cut)), pa.schema([schema.field(name) for name in used]), few
        )

    def with_state(self, before: DataFrame | None) -> DataFrame:
        """A row for each shard, with what it needs."""
        if before is None:
            return self._shards
        parts = before.select(F.col("shard").cast("long").alias(_AT), F.col("state").alias(_STATE))
        return self._shards.join(F.broadcast(parts), _AT, "left")


def _of_unknown_size(df: DataFrame) -> DataFrame:
    """The same rows, few as they are, of a size that Spark knows nothing of: it would take what a worker
    makes of them for as small, and broadcast it, through the driver, where it is joined."""
    made = df.sparkSession._jsparkSession.createDataFrame(df._jdf.toJavaRDD(), df._jdf.schema())
    return type(df)(made, df.sparkSession)


class _Run:
    """The plan of a run: a DataFrame for each step of it."""

    def __init__(self, shards: Shards, schemas: _Schemas, source: _Frame | _Files) -> None:
        context = source.spark.sparkContext
        self._shards = context.broadcast(pickle.dumps(shards))
        self._schemas = schemas
        self._source = source
        self._tasks = context.defaultParallelism
        self._before: DataFrame | None = None
        self._kept: list[DataFrame] = []
        for _ in range(shards.traversals - 1):
            advanced = self._together().mapInArrow(_Advance(self._shards), _STATES)
            self._before = advanced.persist(StorageLevel.MEMORY_AND_DISK)
            self._kept.append(self._before)

    def _with_state(self) -> DataFrame:
        before = self._before
        return self._source.with_state(None if before is None else before.where(F.col("shard") != _ALL))

    def _together(self) -> DataFrame:
        """The states of all shards, and what was known before, in one partition."""
        states = self._with_state().mapInArrow(_Gather(self._shards, self._source.read), _STATES)
        if self._tasks > _FEW:
            states = states.repartition(self._tasks).mapInArrow(_Merge(), _STATES)
        if self._before is not None:
            states = states.unionAll(self._before.where(F.col("shard") == _ALL))
        return states.repartition(1)

    def give(self, which: str) -> DataFrame:
        """A list of the rows, in the last traversal."""
        schema = self._schemas.of(which)
        outgoing = Outgoing(self._source.spark, schema)
        give = _Give(self._shards, self._source.read, which, schema, outgoing.sent)
        return outgoing.again(self._with_state().mapInArrow(give, from_arrow_schema(outgoing.sent)))

    def finish(self, which: str) -> DataFrame:
        """A list of all rows, or of another entity."""
        schema = self._schemas.of(which)
        return self._together().mapInArrow(_Finish(self._shards, which, schema), from_arrow_schema(schema))

    def both(self, which: str) -> DataFrame:
        """A list of the rows, and then that of the other entities."""
        return self.give(which).unionAll(self.finish(which))

    def unpersist(self) -> None:
        for each in self._kept:
            each.unpersist()


# ---- What the workers do

_Batches = Iterator[pa.RecordBatch]


class _Shard:
    """The rows of a shard and what it needs; `rows` is None where there are none."""

    def __init__(self, number: int, state: bytes | None, rows: _Batches) -> None:
        self.number = number
        self.before = None if state is None else ShardState.from_bytes(state)
        filled = (batch for batch in rows if batch.num_rows)
        first = next(filled, None)
        self.rows: Iterable[pa.RecordBatch] | None = None if first is None else itertools.chain([first], filled)


_Read = Callable[[_Batches], _Shard]


def _needed(batch: pa.RecordBatch) -> bytes | None:
    """What the first row brings; None in the first traversal."""
    if _STATE not in batch.schema.names:
        return None
    state: bytes | None = batch.column(_STATE)[0].as_py()
    if state is None:
        raise ValueError("the rows are not those of the traversal before: persist or checkpoint them")
    return state


class _ReadFrame:
    """The rows of a partition."""

    def __init__(self, kinds: dict[str, pa.DataType]) -> None:
        self._kinds = kinds

    def __call__(self, batches: _Batches) -> _Shard:
        context = TaskContext.get()
        assert context is not None
        filled = (batch for batch in batches if batch.num_rows)
        first = next(filled, None)
        if first is None:
            return _Shard(context.partitionId(), None, iter(()))
        names = [name for name in first.schema.names if name != _STATE]
        rows = (received(batch.select(names), self._kinds) for batch in itertools.chain([first], filled))
        return _Shard(context.partitionId(), _needed(first), rows)


class _ReadFiles:
    """The rows of the files of a shard."""

    def __init__(self, cut: Broadcast[bytes], schema: pa.Schema, few: list[str]) -> None:
        self._cut = cut
        self._schema = schema
        self._few = few

    def __call__(self, batches: _Batches) -> _Shard:
        (row,) = (batch for batch in batches if batch.num_rows)
        number = row.column(_AT)[0].as_py()
        rows = iter(pickle.loads(self._cut.value)[number].read(self._schema, self._few))
        first = next(rows, None)
        if first is None:
            return _Shard(number, None, iter(()))
        return _Shard(number, _needed(row), itertools.chain([first], rows))


def _state_batch(shard: int, state: ShardState) -> pa.RecordBatch:
    return pa.record_batch([pa.array([shard], pa.int32()), pa.array([bytes(state)], pa.binary())], schema=_ARROW_STATES)


def _state_rows(batches: _Batches) -> Iterator[tuple[int, ShardState]]:
    for batch in batches:
        for shard, state in zip(batch.column("shard"), batch.column("state")):
            yield shard.as_py(), ShardState.from_bytes(state.as_py())


class _WithShards:
    """A task that computes; policy and tables are made once in a worker."""

    def __init__(self, shards: Broadcast[bytes]) -> None:
        self._held = shards

    @property
    def shards(self) -> Shards:
        made: Shards = pickle.loads(self._held.value)
        return made


class _Gather(_WithShards):
    """From the rows of a shard to its state; without rows there is none."""

    def __init__(self, shards: Broadcast[bytes], read: _Read) -> None:
        super().__init__(shards)
        self._read = read

    def __call__(self, batches: _Batches) -> _Batches:
        shard = self._read(batches)
        if shard.rows is not None:
            yield _state_batch(shard.number, self.shards.gather(shard.number, shard.rows, shard.before))


class _Merge:
    """From some states to one."""

    def __call__(self, batches: _Batches) -> _Batches:
        states = [state for _, state in _state_rows(batches)]
        if states:
            yield _state_batch(0, states[0].merge(*states[1:]))


def _all_of(shards: Shards, batches: _Batches) -> tuple[ShardState, ShardState | None]:
    """What all shards gathered, and what was known before. Where there are no rows, there is one shard."""
    before: ShardState | None = None
    states = []
    for shard, state in _state_rows(batches):
        if shard == _ALL:
            before = state
        else:
            states.append(state)
    if not states:
        states = [shards.gather(0, [], before)]
    return states[0].merge(*states[1:]), before


class _Advance(_WithShards):
    """From the states of all shards to what the next traversal needs: all of it, and each shard's part."""

    def __call__(self, batches: _Batches) -> _Batches:
        shards = self.shards
        gathered, before = _all_of(shards, batches)
        advanced = shards.advance(gathered, before)
        yield _state_batch(_ALL, advanced)
        for shard in advanced.shards:
            yield _state_batch(shard, advanced.part(shard))


class _WithTable(_WithShards):
    def __init__(self, shards: Broadcast[bytes], which: str, schema: pa.Schema) -> None:
        super().__init__(shards)
        self._which = which
        self._schema = schema

    def batches(self, results: Results, rows: str) -> _Batches:
        """A table as Spark takes it."""
        table = pa.table(_table(results, self._which, rows)).cast(self._schema)
        return iter(table.combine_chunks().to_batches())


class _Give(_WithTable):
    """From the rows of a shard to one of their lists."""

    def __init__(
        self, shards: Broadcast[bytes], read: _Read, which: str, schema: pa.Schema, sent: pa.Schema
    ) -> None:
        super().__init__(shards, which, schema)
        self._read = read
        self._sent = sent

    def __call__(self, batches: _Batches) -> _Batches:
        shard = self._read(batches)
        if shard.rows is None:
            return
        shards = self.shards
        for batch in shards.results(shard.number, shard.rows, shard.before):
            yield from given(self.batches(batch.results, shards.entity), self._sent)


class _Finish(_WithTable):
    """From the states of all shards to a list of the whole run."""

    def __call__(self, batches: _Batches) -> _Batches:
        shards = self.shards
        gathered, before = _all_of(shards, batches)
        yield from self.batches(shards.finish(gathered, before), shards.entity)


__all__ = ["Evaluation", "ParquetFiles", "evaluate"]
