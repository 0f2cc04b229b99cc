"""Decimals between Java and Python, as integers of 64 bits.

Spark makes a BigDecimal of each decimal that it writes to Arrow or reads from it, which costs more than most
policies do. Inside it has expressions without them, and no words of SQL for those; where a release lacks the
expressions, decimals go as decimals, and only the time differs.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Iterator

import pyarrow as pa
import pyarrow.compute as pc
from py4j.java_gateway import JavaClass
from py4j.protocol import Py4JError
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_type
from pyspark.sql.types import DecimalType

# A decimal of so many digits is a long in Java.
_DIGITS_OF_LONG = 18
# Figures that no long holds, as text: those of all decimals of the row, in their order.
_WIDE = "__remit_wide"
_BETWEEN = "|"
_LONG, _WHOLE = pa.decimal128(19, 0), pa.decimal128(38, 0)
_MOST = (1 << 63) - 1


class _Java:
    """Spark's own expressions over a column."""

    def __init__(self, spark: SparkSession) -> None:
        java: Any = spark._jvm
        inside = java.org.apache.spark.sql
        self._columns = inside.classic.ExpressionUtils
        self._unscaled = inside.catalyst.expressions.UnscaledValue
        self._made = inside.catalyst.expressions.MakeDecimal

    @property
    def complete(self) -> bool:
        """Whether each of them can be made, as this package makes it."""
        if not all(isinstance(each, JavaClass) for each in (self._columns, self._unscaled, self._made)):
            return False
        try:
            number = F.lit(Decimal("1.5"))
            self.made(self.unscaled(number), _DIGITS_OF_LONG, 1)
        except (Py4JError, TypeError):  # another release has them with other parameters
            return False
        return True

    def unscaled(self, column: Column) -> Column:
        """A decimal as the number of its least units."""
        return self._wrapped(column, self._unscaled(self._of(column)))

    def made(self, column: Column, precision: int, scale: int) -> Column:
        """The decimal of so many least units."""
        return self._wrapped(column, self._made(self._of(column), precision, scale, False))

    def _of(self, column: Any) -> Any:
        return self._columns.expression(column._jc)

    def _wrapped(self, like: Any, expression: Any) -> Column:
        made: Column = type(like)(self._columns.column(expression))
        return made


def _java(spark: SparkSession) -> _Java | None:
    """Nothing where Spark lacks one of them, or has it otherwise."""
    try:
        java = _Java(spark)
    except (Py4JError, TypeError):
        return None
    return java if java.complete else None


class Incoming:
    """Columns of a DataFrame on their way to Python."""

    def __init__(self, df: DataFrame, names: list[str]) -> None:
        java = _java(df.sparkSession)
        self._kinds: dict[str, pa.DataType] = {}
        columns = []
        for name in names:
            column, kind = df["`" + name.replace("`", "``") + "`"], df.schema[name].dataType
            if java and isinstance(kind, DecimalType) and kind.precision <= _DIGITS_OF_LONG:
                self._kinds[name] = pa.decimal128(kind.precision, kind.scale)
                column = java.unscaled(column).alias(name)
            columns.append(column)
        self.df = df.select(columns)

    @property
    def kinds(self) -> dict[str, pa.DataType]:
        """Of the columns that go as integers."""
        return self._kinds


def received(batch: pa.RecordBatch, kinds: dict[str, pa.DataType]) -> pa.RecordBatch:
    """Rows as they were before Incoming, in a worker."""
    arrays = [
        _seen_as(kinds[name], array.cast(_LONG)) if name in kinds else array
        for name, array in zip(batch.schema.names, batch.columns)
    ]
    return pa.RecordBatch.from_arrays(arrays, batch.schema.names)


def _seen_as(kind: pa.DataType, array: pa.Array) -> pa.Array:
    """The same coefficients with another scale."""
    return pa.Array.from_buffers(kind, len(array), array.buffers(), array.null_count, array.offset)


class Outgoing:
    """Rows of `schema` on their way from Python to Java."""

    def __init__(self, spark: SparkSession, schema: pa.Schema) -> None:
        self._java = _java(spark)
        decimals = [field for field in schema if pa.types.is_decimal(field.type)]
        self._schema = schema
        self._order = {field.name: i for i, field in enumerate(decimals)} if self._java else {}

    @property
    def sent(self) -> pa.Schema:
        """What the workers give."""
        if not self._order:
            return self._schema
        fields = [pa.field(each.name, pa.int64()) if each.name in self._order else each for each in self._schema]
        return pa.schema([*fields, pa.field(_WIDE, pa.string())])

    def again(self, df: DataFrame) -> DataFrame:
        """The rows of `schema`, of a DataFrame of what is sent."""
        if not self._order:
            return df
        return df.select([self._column(df, field) for field in self._schema])

    def _column(self, df: DataFrame, field: pa.Field) -> Column:
        column = df["`" + field.name.replace("`", "``") + "`"]
        place = self._order.get(field.name)
        if place is None or self._java is None:
            return column
        made = self._java.made(column, field.type.precision, field.type.scale)
        text = F.split_part(df[_WIDE], F.lit(_BETWEEN), F.lit(place + 1))
        wide = F.nullif(text, F.lit("")).cast(from_arrow_type(field.type))
        whole: Column = F.coalesce(made, wide).alias(field.name)
        return whole


def given(batches: Iterator[pa.RecordBatch], sent: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Rows as Outgoing sends them, in a worker."""
    if not sent.names or sent.names[-1] != _WIDE:
        yield from batches
        return
    for batch in batches:
        decimals = {i: array for i, array in enumerate(batch.columns) if pa.types.is_decimal(array.type)}
        lows = {i: _low(array) for i, array in decimals.items()}
        arrays = [lows.get(i, array) for i, array in enumerate(batch.columns)]
        wide = _wide(list(decimals.values()), list(lows.values()), batch.num_rows)
        yield pa.RecordBatch.from_arrays([*arrays, wide], schema=sent)


def _low(array: pa.Array) -> pa.Array:
    """The coefficients; null where no long holds one."""
    wholes = _seen_as(_WHOLE, array)
    try:
        return wholes.cast(pa.int64())
    except pa.ArrowInvalid:
        most, least = (pa.scalar(Decimal(bound), _WHOLE) for bound in (_MOST, -_MOST))
        fits = pc.and_(pc.less_equal(wholes, most), pc.greater_equal(wholes, least))
        return pc.if_else(fits, wholes, pa.scalar(None, _WHOLE)).cast(pa.int64())


def _wide(decimals: list[pa.Array], lows: list[pa.Array], rows: int) -> pa.Array:
    """The texts of rows that have a figure which no long holds."""
    texts: list[str | None] = [None] * rows
    for array, low in zip(decimals, lows):
        if low.null_count == array.null_count:
            continue
        for row in pc.indices_nonzero(pc.and_(array.is_valid(), low.is_null())).to_pylist():
            values = (each[row].as_py() for each in decimals)
            texts[row] = _BETWEEN.join("" if value is None else f"{value:f}" for value in values)
    return pa.array(texts, pa.string())


__all__ = ["Incoming", "Outgoing", "given", "received"]
