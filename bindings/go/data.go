package remit

import (
	"fmt"
	"math/big"
	"reflect"
	"runtime"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// A Row is cells by the names or labels of fields; what it does not name is blank.
//
// nil is a blank cell; a string what would stand in a table ("1234.50", "2010-01-31", "15%"); whole
// numbers, *big.Int and Decimal count as they are; Date, bool, and anything with a String method by its
// text. A float64 counts as the shortest decimal that reads back as it, in columns of figures alone, NaN as
// blank. What is no value of its field (a time.Time: its day depends on a time zone) makes the cell an
// error, which the results list; it is no error of the call.
type Row map[string]any

// Data are input tables for a policy. For one goroutine while they are changed; while nobody changes them,
// many may evaluate with them.
type Data struct {
	*handle
	policy *Policy
}

// Add appends a row: a Row, another map of strings, or a struct, whose fields go by their tag `remit:"name"`
// or by their own name; "-" leaves one out. It gives the row's number. Nothing is added where a name fits no
// field.
func (d *Data) Add(entity string, row any) (int, error) {
	to, err := d.policy.Entity(entity)
	if err != nil {
		return 0, err
	}
	cells, err := d.cells(to, row)
	if err != nil {
		return 0, err
	}
	number := new(uint64)
	err = call(d.policy.language, func(failure *unsafe.Pointer) int32 {
		return remit_data_add_row(d.pointer(), to.index, number, failure)
	})
	if err == nil {
		err = d.set(to, *number, cells)
	}
	runtime.KeepAlive(d)
	return int(*number), err
}

// Set changes cells of a row; those that are not named stay as they are.
func (d *Data) Set(entity string, row int, cells any) error {
	to, err := d.policy.Entity(entity)
	if err != nil {
		return err
	}
	named, err := d.cells(to, cells)
	if err != nil {
		return err
	}
	return d.set(to, uint64(row), named)
}

// Clear drops the rows of a table.
func (d *Data) Clear(entity string) error {
	to, err := d.policy.Entity(entity)
	if err != nil {
		return err
	}
	defer runtime.KeepAlive(d)
	return call(d.policy.language, func(failure *unsafe.Pointer) int32 {
		return remit_data_clear(d.pointer(), to.index, failure)
	})
}

// RowCount is the number of rows of a table; 0 for one that does not exist.
func (d *Data) RowCount(entity string) int {
	to, err := d.policy.Entity(entity)
	if err != nil {
		return 0
	}
	defer runtime.KeepAlive(d)
	return int(remit_data_row_count(d.pointer(), to.index))
}

// Copy is a copy that changes independently.
func (d *Data) Copy() (*Data, error) {
	defer runtime.KeepAlive(d)
	made, err := create(d.policy.language, func(made, failure *unsafe.Pointer) int32 {
		return remit_data_clone(d.pointer(), made, failure)
	})
	if err != nil {
		return nil, err
	}
	return &Data{newHandle(made, remit_data_free), d.policy}, nil
}

type cell struct {
	field int
	value any
}

func (d *Data) cells(entity *Entity, row any) ([]cell, error) {
	var cells []cell
	seen := map[int]bool{}
	add := func(name string, value any) error {
		field, there := entity.byName[name]
		if !there {
			return fail(NotFound, d.policy.language, noField, entity.Name, name, fieldNames(entity, d.policy.language))
		}
		if seen[field] {
			return fail(InvalidArgument, d.policy.language, fieldTwice, entity.Name, entity.Fields[field].Name)
		}
		seen[field] = true
		cells = append(cells, cell{field, value})
		return nil
	}
	of := reflect.ValueOf(row)
	if of.Kind() == reflect.Pointer && !of.IsNil() {
		of = of.Elem()
	}
	switch {
	case of.Kind() == reflect.Map && of.Type().Key().Kind() == reflect.String:
		for _, key := range of.MapKeys() {
			if err := add(key.String(), of.MapIndex(key).Interface()); err != nil {
				return nil, err
			}
		}
	case of.Kind() == reflect.Struct:
		for i := range of.NumField() {
			field := of.Type().Field(i)
			name := field.Tag.Get("remit")
			if name == "" {
				name = field.Name
			}
			if name == "-" || !field.IsExported() {
				continue
			}
			if err := add(name, of.Field(i).Interface()); err != nil {
				return nil, err
			}
		}
	default:
		return nil, fail(InvalidArgument, d.policy.language, noRowObject, fmt.Sprintf("%T", row))
	}
	return cells, nil
}

func fieldNames(entity *Entity, language Language) string {
	names := make([]string, len(entity.Fields))
	for i, field := range entity.Fields {
		names[i] = field.Name
	}
	return strings.Join(names, separator[language])
}

func (d *Data) set(entity *Entity, row uint64, cells []cell) error {
	defer runtime.KeepAlive(d)
	at := place{d.pointer(), entity.index, row, 0, d.policy.language}
	for _, each := range cells {
		at.field = uintptr(each.field)
		if err := at.set(entity.Fields[each.field].Kind, each.value); err != nil {
			return err
		}
	}
	return nil
}

// A place is where a cell stands.
type place struct {
	data     unsafe.Pointer
	entity   uintptr
	row      uint64
	field    uintptr
	language Language
}

func (p place) set(kind Kind, value any) error {
	switch v := value.(type) {
	case nil:
		return call(p.language, func(f *unsafe.Pointer) int32 {
			return remit_data_set_blank(p.data, p.entity, p.row, p.field, f)
		})
	case string:
		return p.text(v)
	case bool:
		truth := int32(0)
		if v {
			truth = 1
		}
		return call(p.language, func(f *unsafe.Pointer) int32 {
			return remit_data_set_bool(p.data, p.entity, p.row, p.field, truth, f)
		})
	case Date:
		return call(p.language, func(f *unsafe.Pointer) int32 {
			return remit_data_set_date(p.data, p.entity, p.row, p.field, int32(v.Year), int32(v.Month), int32(v.Day), f)
		})
	case float64:
		return p.float(v)
	case float32:
		// The shortest decimal of a float32 is not that of the float64 that it widens to.
		var same float64
		fmt.Sscan(fmt.Sprint(v), &same)
		return p.float(same)
	case Decimal:
		return p.decimal(kind, v)
	case *big.Int:
		return p.decimal(kind, Decimal{v, 0})
	}
	if of := reflect.ValueOf(value); of.CanInt() {
		if _, named := value.(fmt.Stringer); !named {
			return p.decimal(kind, Decimal{big.NewInt(of.Int()), 0})
		}
	} else if of.CanUint() {
		return p.decimal(kind, Decimal{new(big.Int).SetUint64(of.Uint()), 0})
	} else if of.Kind() == reflect.String {
		return p.text(of.String())
	} else if of.Kind() == reflect.Pointer && of.IsNil() {
		return p.set(kind, nil)
	}
	if name := reflect.TypeOf(value).String(); name == "time.Time" {
		return p.unreadable(name)
	}
	if named, ok := value.(fmt.Stringer); ok {
		return p.text(named.String())
	}
	return p.unreadable(reflect.TypeOf(value).String())
}

func (p place) text(text string) error {
	if !utf8.ValidString(text) {
		return p.unreadable(strings.ToValidUTF8(text, "\uFFFD"))
	}
	return call(p.language, func(f *unsafe.Pointer) int32 {
		return remit_data_set_text(p.data, p.entity, p.row, p.field, bytesOf(text), uintptr(len(text)), f)
	})
}

func (p place) unreadable(shown string) error {
	return call(p.language, func(f *unsafe.Pointer) int32 {
		return remit_data_set_unreadable(p.data, p.entity, p.row, p.field, bytesOf(shown), uintptr(len(shown)), f)
	})
}

func (p place) float(number float64) error {
	return call(p.language, func(f *unsafe.Pointer) int32 {
		return remit_data_set_double(p.data, p.entity, p.row, p.field, number, f)
	})
}

var word = new(big.Int).Lsh(big.NewInt(1), 64)

func (p place) decimal(kind Kind, number Decimal) error {
	figure := kind == Number || kind == Money || kind == Duration
	if number.Coefficient == nil || !figure || number.Scale < 0 || number.Coefficient.BitLen() > 126 {
		return p.text(number.String())
	}
	scale := int32(number.Scale)
	if number.Coefficient.IsInt64() {
		return call(p.language, func(f *unsafe.Pointer) int32 {
			return remit_data_set_int64(p.data, p.entity, p.row, p.field, number.Coefficient.Int64(), scale, f)
		})
	}
	low := new(big.Int)
	high, low := new(big.Int).DivMod(number.Coefficient, word, low)
	return call(p.language, func(f *unsafe.Pointer) int32 {
		return remit_data_set_decimal(p.data, p.entity, p.row, p.field, high.Int64(), low.Uint64(), scale, f)
	})
}
