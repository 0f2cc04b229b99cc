package remit

import (
	"iter"
	"math/big"
	"runtime"
	"strings"
	"unsafe"
)

// A State says whether a cell has a value.
type State int32

// The states.
const (
	Value   State = cStateValue
	Blank   State = cStateBlank
	Errored State = cStateError
)

// A Fault says why a cell is an error: the stable name of the reason, "division_by_zero", and a sentence.
type Fault struct{ Name, Detail string }

func (f *Fault) Error() string { return f.Name + ": " + f.Detail }

// A Column is one that came out. Of a Ratio, an unrounded quotient, the text may be "1/3".
type Column struct {
	Name, LabelEN, LabelZH string
	Kind                   Kind
	Scale                  int
	Ratio                  bool
	Currency               string
}

// A Table is rows and columns that came out. Immutable, so any number of goroutines may use one; but that
// of a Case shows its last run.
type Table struct {
	*handle
	// Columns are its columns, in order.
	Columns  []Column
	byName   map[string]int
	language Language
	owner    *handle
}

func newTable(address unsafe.Pointer, language Language, free func(unsafe.Pointer), owner *handle) *Table {
	t := &Table{newHandle(address, free), nil, map[string]int{}, language, owner}
	for i := uintptr(0); i < remit_table_column_count(address); i++ {
		text := func(which int32) string {
			said, _ := lent(func(size *uintptr) unsafe.Pointer {
				return remit_table_column_text(address, i, which, size)
			})
			return said
		}
		number := func(which int32) int { return int(remit_table_column_number(address, i, which)) }
		column := Column{
			Name: text(cEntryName), LabelEN: text(cEntryLabelEn), LabelZH: text(cEntryLabelZh),
			Kind: Kind(number(cEntryKind)), Scale: max(0, number(cEntryScale)),
			Ratio: number(cEntryIsRatio) == 1, Currency: text(cEntryCurrency),
		}
		if _, there := t.byName[column.Name]; !there {
			t.byName[column.Name] = len(t.Columns)
		}
		t.Columns = append(t.Columns, column)
	}
	return t
}

func (t *Table) pointer() unsafe.Pointer {
	if t.owner != nil && t.owner.closed() {
		panic(ErrClosed)
	}
	return t.handle.pointer()
}

// Len is the number of rows.
func (t *Table) Len() int {
	defer runtime.KeepAlive(t)
	return int(remit_table_row_count(t.pointer()))
}

// Column is the number of a column by its name.
func (t *Table) Column(name string) (int, error) {
	if index, there := t.byName[name]; there {
		return index, nil
	}
	names := make([]string, len(t.Columns))
	for i, column := range t.Columns {
		names[i] = column.Name
	}
	return 0, fail(NotFound, t.language, noColumn, name, strings.Join(names, separator[t.language]))
}

// Find is the number of the row with a key; of a key of several fields by its parts.
func (t *Table) Find(key ...string) (int, error) {
	row := new(uint64)
	var pin runtime.Pinner
	defer pin.Unpin()
	parts, sizes := texts(&pin, key)
	err := call(t.language, func(f *unsafe.Pointer) int32 {
		return remit_table_find_row_by_parts(t.pointer(), first(parts), first(sizes), uintptr(len(key)), row, f)
	})
	runtime.KeepAlive(t)
	return int(*row), err
}

// State says whether a cell has a value.
func (t *Table) State(row, column int) State {
	defer runtime.KeepAlive(t)
	return State(remit_table_state(t.pointer(), uint64(row), uintptr(column)))
}

// Text is a cell as text: "500000.00", "2010-01-31", "true"; empty for a blank or an error.
func (t *Table) Text(row, column int) string {
	defer runtime.KeepAlive(t)
	made, err := create(t.language, func(made, f *unsafe.Pointer) int32 {
		return remit_table_cell_text(t.pointer(), uint64(row), uintptr(column), made, f)
	})
	if err != nil {
		return ""
	}
	return takeString(made)
}

// Fault says why a cell is an error; nil if it is none.
func (t *Table) Fault(row, column int) *Fault {
	defer runtime.KeepAlive(t)
	name, there := lent(func(size *uintptr) unsafe.Pointer {
		return remit_table_fault_name(t.pointer(), uint64(row), uintptr(column), size)
	})
	if !there {
		return nil
	}
	detail, _ := create(t.language, func(made, f *unsafe.Pointer) int32 {
		return remit_table_fault_detail(t.pointer(), uint64(row), uintptr(column), int32(t.language), made, f)
	})
	return &Fault{name, takeString(detail)}
}

// Decimal is the number of a cell; a *Fault for a cell in error, Unsupported for one without a number.
func (t *Table) Decimal(row, column int) (Decimal, error) {
	defer runtime.KeepAlive(t)
	if fault := t.Fault(row, column); fault != nil {
		return Decimal{}, fault
	}
	high, low, scale := new(int64), new(uint64), new(int32)
	err := call(t.language, func(f *unsafe.Pointer) int32 {
		return remit_table_decimal(t.pointer(), uint64(row), uintptr(column), high, low, scale, f)
	})
	if err != nil {
		return Decimal{}, err
	}
	coefficient := new(big.Int).Mul(big.NewInt(*high), word)
	return Decimal{coefficient.Add(coefficient, new(big.Int).SetUint64(*low)), int(*scale)}, nil
}

// Bool is the truth value of a cell.
func (t *Table) Bool(row, column int) (bool, error) {
	defer runtime.KeepAlive(t)
	if fault := t.Fault(row, column); fault != nil {
		return false, fault
	}
	value := new(int32)
	err := call(t.language, func(f *unsafe.Pointer) int32 {
		return remit_table_bool(t.pointer(), uint64(row), uintptr(column), value, f)
	})
	return *value == 1, err
}

// Date is the day of a cell.
func (t *Table) Date(row, column int) (Date, error) {
	defer runtime.KeepAlive(t)
	if fault := t.Fault(row, column); fault != nil {
		return Date{}, fault
	}
	year, month, day := new(int32), new(int32), new(int32)
	err := call(t.language, func(f *unsafe.Pointer) int32 {
		return remit_table_date(t.pointer(), uint64(row), uintptr(column), year, month, day, f)
	})
	return Date{int(*year), int(*month), int(*day)}, err
}

// Value is a cell as a Go value: Decimal, Date, bool, string; nil for a blank, *Fault for an error. An
// unrounded quotient that is no decimal is a string, "1/3".
func (t *Table) Value(row, column int) any {
	switch t.State(row, column) {
	case Blank:
		return nil
	case Errored:
		return t.Fault(row, column)
	}
	switch kind := t.Columns[column].Kind; kind {
	case Boolean:
		value, _ := t.Bool(row, column)
		return value
	case Day:
		value, _ := t.Date(row, column)
		return value
	case Number, Money, Duration:
		text := t.Text(row, column)
		if value, err := ParseDecimal(text); err == nil {
			return value
		}
		return text
	}
	return t.Text(row, column)
}

// Row is one row: cells by the names of their columns.
func (t *Table) Row(row int) map[string]any {
	cells := make(map[string]any, len(t.Columns))
	for i, column := range t.Columns {
		cells[column.Name] = t.Value(row, i)
	}
	return cells
}

// All runs over the rows.
func (t *Table) All() iter.Seq2[int, map[string]any] {
	return func(yield func(int, map[string]any) bool) {
		for row := range t.Len() {
			if !yield(row, t.Row(row)) {
				return
			}
		}
	}
}
