package remit

import (
	"math/big"
	"reflect"
	"runtime"
	"slices"
	"time"
	"unsafe"
)

// An Exchange takes cells of a case and gives figures by memory that the library reads and writes: a run is
// one call, whatever number of cells and figures. For a program to which a microsecond matters, and for the
// goroutine that the case belongs to.
type Exchange struct {
	*handle
	one     *Case
	entity  *Entity
	fields  []int
	columns []int
	cells   []int64
	figures []int64
	// words are those of category figures, by the numbers that figures have for them.
	words [][]string
}

// Exchange is cells in, by the names or labels of fields, and figures out, by the names of columns.
func (c *Case) Exchange(fields, columns []string) (*Exchange, error) {
	defer runtime.KeepAlive(c)
	entity, err := c.policy.Entity(c.entity)
	if err != nil {
		return nil, err
	}
	made := &Exchange{one: c, entity: entity}
	taken, given := make([]uintptr, len(fields)), make([]uintptr, len(columns))
	for i, name := range fields {
		field, there := entity.byName[name]
		if !there {
			return nil, fail(NotFound, c.language, noField, entity.Name, name, fieldNames(entity, c.language))
		}
		made.fields, taken[i] = append(made.fields, field), uintptr(field)
	}
	for i, name := range columns {
		column, err := c.Table.Column(name)
		if err != nil {
			return nil, err
		}
		made.columns, given[i] = append(made.columns, column), uintptr(column)
		made.words = append(made.words, wordsOf(entity, name))
	}
	address, err := create(c.language, func(out, f *unsafe.Pointer) int32 {
		return remit_exchange_new(c.pointer(), first(taken), uintptr(len(taken)), first(given), uintptr(len(given)), out, f)
	})
	if err != nil {
		return nil, err
	}
	made.handle = newHandle(address, remit_exchange_free)
	made.cells = words(remit_exchange_cells(address), len(fields))
	made.figures = words(remit_exchange_figures(address), len(columns))
	return made, nil
}

// wordsOf are the words of a category, a defined column or the key.
func wordsOf(entity *Entity, column string) []string {
	for i := range entity.Columns {
		if entity.Columns[i].Name == column {
			return entity.Columns[i].Categories
		}
	}
	for i := range entity.Fields {
		if entity.Fields[i].Name == column {
			return entity.Fields[i].Categories
		}
	}
	return nil
}

func words(address unsafe.Pointer, count int) []int64 {
	return unsafe.Slice((*int64)(address), count*cExchangeWordCount)
}

func (x *Exchange) put(cell int, state, low, high int64, scale int) error {
	x.pointer() // panics where it is closed
	at := cell * cExchangeWordCount
	copy(x.cells[at:at+cExchangeWordCount], []int64{cExchangeWordState: state, cExchangeWordLow: low, cExchangeWordHigh: high, cExchangeWordScale: int64(scale)})
	runtime.KeepAlive(x)
	return nil
}

// SetInt64 sets a cell of numbers, by its place in the fields of the exchange, to coefficient * 10^-scale.
// It holds for every run until it is set again.
func (x *Exchange) SetInt64(cell int, coefficient int64, scale int) {
	x.put(cell, cExchangeValue, coefficient, coefficient>>63, scale)
}

// Keep leaves a cell as it stands in the tables of the case: set before, or by Case.Run.
func (x *Exchange) Keep(cell int) { x.put(cell, cExchangeKept, 0, 0, 0) }

// Set sets a cell, by its place in the fields of the exchange, to a value as a Row has them. It holds for
// every run until it is set again.
func (x *Exchange) Set(cell int, value any) error {
	field := &x.entity.Fields[x.fields[cell]]
	figure := field.Kind == Number || field.Kind == Money || field.Kind == Duration
	switch v := value.(type) {
	case nil:
		return x.put(cell, cExchangeBlank, 0, 0, 0)
	case Decimal:
		if figure && v.Coefficient != nil && v.Coefficient.IsInt64() && v.Scale >= 0 && v.Scale <= 38 {
			low := v.Coefficient.Int64()
			return x.put(cell, cExchangeValue, low, low>>63, v.Scale)
		}
	case bool:
		if field.Kind == Boolean {
			truth := int64(0)
			if v {
				truth = 1
			}
			return x.put(cell, cExchangeValue, truth, 0, 0)
		}
	case Date:
		if days, ok := v.days(); ok && field.Kind == Day {
			return x.put(cell, cExchangeValue, days, days>>63, 0)
		}
	case int:
		if figure {
			return x.put(cell, cExchangeValue, int64(v), int64(v)>>63, 0)
		}
	case string:
		if index := slices.Index(field.Categories, v); index >= 0 && field.Kind == Category {
			return x.put(cell, cExchangeValue, int64(index), 0, 0)
		}
	default:
		if of := reflect.ValueOf(value); figure && of.CanInt() && of.Type().NumMethod() == 0 {
			return x.put(cell, cExchangeValue, of.Int(), of.Int()>>63, 0)
		}
	}
	// What is no number is set as every other cell is, in the data that an open case lends.
	x.pointer()
	x.one.pointer()
	defer runtime.KeepAlive(x)
	if err := x.one.data.set(x.entity, 0, justOne(x.fields[cell], value)); err != nil {
		return err
	}
	x.Keep(cell)
	return nil
}

func justOne(field int, value any) []cell { return []cell{{field, value}} }

// Run computes from the cells as they are set. After an error the figures are those of the run before.
func (x *Exchange) Run() error {
	address := x.pointer()
	defer runtime.KeepAlive(x)
	if remit_exchange_run(address, nil) == cOk {
		return nil
	}
	// The error is asked for where there is one.
	return call(x.one.language, func(f *unsafe.Pointer) int32 { return remit_exchange_run(address, f) })
}

// word is a word of a figure, while the exchange is open.
func (x *Exchange) word(figure, which int) int64 {
	x.pointer()
	defer runtime.KeepAlive(x)
	return x.figures[figure*cExchangeWordCount+which]
}

// State says whether a figure, by its place in the columns of the exchange, has a value; Blank before the
// first run.
func (x *Exchange) State(figure int) State {
	switch x.word(figure, cExchangeWordState) {
	case cExchangeBlank, cExchangeKept:
		return Blank
	case cExchangeError:
		return Errored
	}
	return Value
}

func (x *Exchange) isNumber(figure int) bool {
	kind := x.one.Table.Columns[x.columns[figure]].Kind
	return x.word(figure, cExchangeWordState) == cExchangeValue && (kind == Number || kind == Money || kind == Duration)
}

// Int64 is a figure as coefficient * 10^-scale; not ok where it is no such number: blank, an error, of more
// than 64 bits, a quotient without end, or of another kind.
func (x *Exchange) Int64(figure int) (coefficient int64, scale int, ok bool) {
	low, high := x.word(figure, cExchangeWordLow), x.word(figure, cExchangeWordHigh)
	if !x.isNumber(figure) || high != low>>63 {
		return 0, 0, false
	}
	return low, int(x.word(figure, cExchangeWordScale)), true
}

// Decimal is the number of a figure; a *Fault for one in error, Unsupported for one without a number: the
// Table of the case says which, as long as the case has not run since.
func (x *Exchange) Decimal(figure int) (Decimal, error) {
	defer runtime.KeepAlive(x)
	if low, scale, ok := x.Int64(figure); ok {
		return Decimal{big.NewInt(low), scale}, nil
	}
	if !x.isNumber(figure) {
		return x.one.Table.Decimal(0, x.columns[figure]) // says why there is none
	}
	whole := new(big.Int).Mul(big.NewInt(x.word(figure, cExchangeWordHigh)), word)
	low := new(big.Int).SetUint64(uint64(x.word(figure, cExchangeWordLow)))
	return Decimal{whole.Add(whole, low), int(x.word(figure, cExchangeWordScale))}, nil
}

// Value is a figure as Table.Value gives it: Decimal, Date, bool, string; nil for a blank, *Fault for an
// error. A text, an error and a quotient without end are those of the Table of the case: read them before the
// case runs again, by itself or by another exchange.
func (x *Exchange) Value(figure int) any {
	defer runtime.KeepAlive(x)
	column := x.columns[figure]
	switch x.word(figure, cExchangeWordState) {
	case cExchangeBlank:
		return nil
	case cExchangeValue:
	default:
		return x.one.Table.Value(0, column)
	}
	low := x.word(figure, cExchangeWordLow)
	switch x.one.Table.Columns[column].Kind {
	case Boolean:
		return low == 1
	case Day:
		return dateOf(low)
	case Category:
		return x.words[figure][low]
	}
	number, _ := x.Decimal(figure)
	return number
}

const secondsOfDay = 24 * 60 * 60

// days since 1970-01-01, of a day that exists.
func (d Date) days() (int64, bool) {
	day := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	days := day.Unix() / secondsOfDay // midnight: no remainder
	return days, d.Year >= 1 && d.Year <= 9999 && dateOf(days) == d
}

func dateOf(days int64) Date {
	year, month, day := time.Unix(days*secondsOfDay, 0).UTC().Date()
	return Date{year, int(month), day}
}
