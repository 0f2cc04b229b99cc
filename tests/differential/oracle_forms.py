"""Decimals kept of numeric expressions and columns, as src/type/number_form.h and
src/plan/number_form.h state it. A form is a number of decimals or "ratio"."""

from fractions import Fraction

import operations


def form_of(value):
    """The least number of decimals that write the value exactly."""
    rest, scale = Fraction(value).denominator, 0
    while rest % 10 == 0:
        rest, scale = rest // 10, scale + 1
    while rest % 2 == 0 or rest % 5 == 0:
        rest, scale = rest // (2 if rest % 2 == 0 else 5), scale + 1
    return scale if rest == 1 else "ratio"


def widest(forms):
    forms = list(forms)
    return "ratio" if "ratio" in forms else max(forms, default=0)


def product(forms):
    return "ratio" if "ratio" in forms else sum(forms)


def quotient(dividend, divisor):
    if dividend == "ratio" or divisor is None or divisor == 0:
        return "ratio"
    inverse = form_of(1 / divisor)
    return "ratio" if inverse == "ratio" else dividend + inverse


def scale_form(scale, value):
    values = [Fraction(band["value"]) for band in scale["bands"]]
    rates = widest(form_of(rate) for rate in values)
    if scale["kind"] == "step":
        return rates
    forms = [value]
    if scale["kind"] == "marginal":
        edges = [band[edge] for band in scale["bands"] for edge in ("lower", "upper")]
        forms += [form_of(edge) for edge in edges if edge is not None]
    return product([widest(forms), rates])


class Forms:
    def __init__(self, oracle):
        self.oracle = oracle
        self.known = {}
        self.columns = {}
        self.open = set()  # columns whose form is being found

    def column(self, column):
        if column not in self.columns and column in self.open:
            self._settle()
        if column not in self.columns:
            self.open.add(column)
            definition = self.oracle.model["columns"][column]
            if definition["field"] is not None:
                entity = self.oracle.model["entities"][definition["entity"]]
                self.columns[column] = entity["fields"][definition["field"]]["scale"]
            else:
                self.columns[column] = self.expression(definition["value"])
        return self.columns[column]

    def _settle(self):
        """Columns that read themselves in rows before: from no decimals upwards until all have as
        many as they need."""
        columns = self.oracle.model["columns"]
        computed = {i: c["value"] for i, c in enumerate(columns) if c["field"] is None}
        guess = dict.fromkeys(computed, 0)
        while True:
            trial = Forms(self.oracle)
            trial.columns.update(guess)
            found = {column: trial.expression(value) for column, value in computed.items()}
            if found == guess:
                break
            guess = found
        self.columns.update(guess)

    def expression(self, index):
        if index not in self.known:
            self.known[index] = self._expression(index)
        return self.known[index]

    def _expression(self, index):
        expr = self.oracle.expressions[index]
        kind = expr["kind"]
        if kind == "operation":
            return self._operation(index, expr)
        if kind == "column":
            return self.column(expr["column"])
        if kind == "lookup":
            return self.expression(expr["args"][1])
        if kind == "fold":
            fold = expr["fold"]
            return 0 if fold["op"] == "count" else self.expression(fold["value"])
        if kind == "apportion":
            return self.grid(expr["apportion"]["rounding"])
        if kind == "party":
            return self.grid(self.oracle.model["splits"][expr["split"]]["rounding"])
        return 0

    @staticmethod
    def grid(rounding):
        return form_of(rounding["increment"])

    def _operation(self, index, expr):
        constant = self.oracle.constant_of(index)
        if isinstance(constant, Fraction):
            return form_of(constant)
        op, model = expr["op"], self.oracle.model
        forms = [self.expression(arg) for arg in expr["args"]]
        digits = operations.digits(op)
        if digits == "of_number":
            return form_of(expr["number"])
        if digits == "widest":
            return widest(forms)
        if digits == "widest_of_rest":
            return widest(forms[1:])
        if digits == "product":
            return product(forms)
        if digits == "quotient":
            return quotient(forms[0], self.oracle.constant_of(expr["args"][1]))
        if digits == "grid":
            return self.grid(expr["rounding"])
        if digits == "of_scale":
            return scale_form(model["scales"][expr["scale"]], forms[0])
        if digits == "of_values":
            table = model["matrices" if op == "matrix" else "dated"][expr[op]]
            return widest(self.expression(value) for value in table["values"])
        return 0
