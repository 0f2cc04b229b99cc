package remit

import (
	"runtime"
	"unsafe"
)

// Results are what a run computed. Immutable, so any number of goroutines may use them; tables that were
// taken from them live on when they are closed.
type Results struct {
	*handle
	policy   *Policy
	language Language
}

func (r *Results) table(which int32, entity uintptr) (*Table, error) {
	defer runtime.KeepAlive(r)
	made, err := create(r.language, func(made, f *unsafe.Pointer) int32 {
		return remit_results_table(r.pointer(), which, entity, int32(r.language), made, f)
	})
	if err != nil {
		return nil, err
	}
	return newTable(made, r.language, remit_table_free, nil), nil
}

func (r *Results) of(which int32, entity string) (*Table, error) {
	to, err := r.policy.Entity(entity)
	if err != nil {
		return nil, err
	}
	return r.table(which, to.index)
}

// Table is what the policy shows of an entity, or else its key and defined columns.
func (r *Results) Table(entity string) (*Table, error) { return r.of(cTableEntity, entity) }

// AllColumns is the key and all defined columns of an entity.
func (r *Results) AllColumns(entity string) (*Table, error) { return r.of(cTableEntityAll, entity) }

// Ledger has one line for each reward and row.
func (r *Results) Ledger() (*Table, error) { return r.table(cTableLedger, 0) }

// Totals are what each payer owes.
func (r *Results) Totals() (*Table, error) { return r.table(cTableTotals, 0) }

// TotalsBy are totals by payer, payee, reward, clause, a column of the rows that are paid, or "unit.region".
func (r *Results) TotalsBy(words ...string) (*Table, error) {
	var pin runtime.Pinner
	defer pin.Unpin()
	defer runtime.KeepAlive(r)
	by, sizes := texts(&pin, words)
	made, err := create(r.language, func(made, f *unsafe.Pointer) int32 {
		return remit_results_totals_by(r.pointer(), first(by), first(sizes), uintptr(len(words)), made, f)
	})
	if err != nil {
		return nil, err
	}
	return newTable(made, r.language, remit_table_free, nil), nil
}

// Targets have metric, goal, progress, met.
func (r *Results) Targets() (*Table, error) { return r.table(cTableTargets, 0) }

// Findings are what holds of which rows: findings, sanctions, titles, duties.
func (r *Results) Findings() (*Table, error) { return r.table(cTableFindings, 0) }

// Attributions are what counts as whose without being paid.
func (r *Results) Attributions() (*Table, error) { return r.table(cTableAttributions, 0) }

// Errors are cells in error.
func (r *Results) Errors() (*Table, error) { return r.table(cTableErrors, 0) }

// Causes are where errors began, each place once.
func (r *Results) Causes() (*Table, error) { return r.table(cTableCauses, 0) }

// Notes are what is to be said of the run as a whole.
func (r *Results) Notes() (*Table, error) { return r.table(cTableNotes, 0) }

// Rounding is what rounding changed; measured now, by a run of its own.
func (r *Results) Rounding() (*Table, error) { return r.table(cTableRounding, 0) }

// ErrorCount is the number of cells in error, inputs and defined columns.
func (r *Results) ErrorCount() uint64 {
	defer runtime.KeepAlive(r)
	return remit_results_error_count(r.pointer())
}

// Digest is 32 hexadecimal digits over every figure: equal for equal results, whatever the machine.
func (r *Results) Digest() string {
	defer runtime.KeepAlive(r)
	made, _ := create(r.language, func(made, f *unsafe.Pointer) int32 { return remit_results_digest(r.pointer(), made, f) })
	return takeString(made)
}

// An Explanation says how a cell came about: as text, as JSON as the book's page says, and as a page.
type Explanation struct{ Text, JSON, HTML string }

// Explain says how a cell came about. key is that of its row, of several fields joined by "/"; of the whole
// anything. depth is how many steps from the cell are spelled out, 0: down to the inputs.
func (r *Results) Explain(entity, key, column string, language Language, depth int) (*Explanation, error) {
	of, err := r.policy.Entity(entity)
	if err != nil {
		return nil, err
	}
	row := new(uint64)
	if of.index != 0 {
		table, err := r.table(cTableEntity, of.index)
		if err != nil {
			return nil, err
		}
		defer table.Close()
		err = call(language, func(f *unsafe.Pointer) int32 {
			return remit_table_find_row(table.pointer(), bytesOf(key), uintptr(len(key)), row, f)
		})
		if err != nil {
			return nil, err
		}
	}
	defer runtime.KeepAlive(r)
	as := func(format int32) string {
		var made unsafe.Pointer
		if err == nil {
			made, err = create(language, func(made, f *unsafe.Pointer) int32 {
				return remit_results_explain(r.pointer(), of.index, *row, bytesOf(column), uintptr(len(column)),
					uint32(depth), format, int32(language), made, f)
			})
		}
		return takeString(made)
	}
	memo := &Explanation{as(cFormatText), as(cFormatJson), as(cFormatHtml)}
	if err != nil {
		return nil, err
	}
	return memo, nil
}
