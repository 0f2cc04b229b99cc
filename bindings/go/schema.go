package remit

import "unsafe"

// A Kind says what a cell holds.
type Kind int32

// The kinds.
const (
	Boolean   Kind = cKindBoolean
	Number    Kind = cKindNumber
	Money     Kind = cKindMoney
	Day       Kind = cKindDate
	Text      Kind = cKindText
	Category  Kind = cKindCategory
	Reference Kind = cKindReference
	Duration  Kind = cKindDuration
)

// A Field is an input column. Header is what the data calls it besides its name and its label.
type Field struct {
	Name, Label, Header       string
	Kind                      Kind
	Scale                     int
	Currency, RefersTo        string
	Categories                []string
	Key, Optional, HasDefault bool
	Hole, Percent             bool
	Cite                      string
}

// A DefinedColumn is a column that the policy defines, by which declaration, and where that stands.
type DefinedColumn struct {
	Name, LabelEN, LabelZH  string
	Kind                    Kind
	Scale                   int
	Currency                string
	Categories              []string
	Form, Declaration, Role string
	Cite, File              string
	Line                    int
}

// An Entity is a table: its fields come in, its columns go out. Of one that is Made the policy makes the rows.
type Entity struct {
	Name, Label string
	Hole, Made  bool
	Fields      []Field
	Columns     []DefinedColumn
	index       uintptr
	byName      map[string]int
}

// A Clause is a declaration, the clause that it cites, what that says in short, how it was read, and where
// it stands. One that nothing computes says why in NotComputed.
type Clause struct {
	Name, Form, Label, Cite    string
	Says, Reading, NotComputed string
	File                       string
	Line                       int
}

// A Hole is what the document leaves open: a parameter or a whole table.
type Hole struct {
	Name     string
	IsEntity bool
	Cite     string
}

// entries reads one list of a policy.
type entries struct {
	policy unsafe.Pointer
	list   int32
	entity uintptr
}

func (e entries) count() uintptr {
	count := new(uintptr)
	remit_policy_count(e.policy, e.list, e.entity, count, nil)
	return *count
}

func (e entries) text(index uintptr, which int32) string {
	text, _ := lent(func(size *uintptr) unsafe.Pointer {
		return remit_policy_list_text(e.policy, e.list, e.entity, index, which, size)
	})
	return text
}

func (e entries) number(index uintptr, which int32) int {
	value := new(int64)
	remit_policy_entry_number(e.policy, e.list, e.entity, index, which, value, nil)
	return int(*value)
}

func (e entries) is(index uintptr, which int32) bool { return e.number(index, which) == 1 }

func (e entries) categories(index uintptr) []string {
	var words []string
	for i := 0; i < e.number(index, cEntryCategoryCount); i++ {
		word, _ := lent(func(size *uintptr) unsafe.Pointer {
			return remit_policy_list_category(e.policy, e.list, e.entity, index, uintptr(i), size)
		})
		words = append(words, word)
	}
	return words
}

func readAll[T any](e entries, read func(index uintptr) T) []T {
	all := make([]T, e.count())
	for i := range all {
		all[i] = read(uintptr(i))
	}
	return all
}

func readEntities(policy unsafe.Pointer) []Entity {
	e := entries{policy, cListEntities, 0}
	return readAll(e, func(i uintptr) Entity {
		entity := Entity{
			Name: e.text(i, cEntryName), Label: e.text(i, cEntryLabelEn),
			Hole: e.is(i, cEntryIsHole), Made: e.is(i, cEntryIsMade),
			Fields: readFields(policy, i), Columns: readColumns(policy, i),
			index: i, byName: map[string]int{},
		}
		put := func(name string, field int) {
			if _, there := entity.byName[name]; name != "" && !there {
				entity.byName[name] = field
			}
		}
		for field, each := range entity.Fields {
			put(each.Name, field)
		}
		for field, each := range entity.Fields {
			put(each.Label, field)
		}
		for field, each := range entity.Fields {
			put(each.Header, field)
		}
		return entity
	})
}

func readFields(policy unsafe.Pointer, entity uintptr) []Field {
	e := entries{policy, cListFields, entity}
	return readAll(e, func(i uintptr) Field {
		return Field{
			Name: e.text(i, cEntryName), Label: e.text(i, cEntryLabelEn), Header: e.text(i, cEntryHeader),
			Kind: Kind(e.number(i, cEntryKind)), Scale: max(0, e.number(i, cEntryScale)),
			Currency: e.text(i, cEntryCurrency), RefersTo: e.text(i, cEntryRefersTo),
			Categories: e.categories(i),
			Key:        e.is(i, cEntryIsKey), Optional: e.is(i, cEntryIsOptional),
			HasDefault: e.is(i, cEntryHasDefault), Hole: e.is(i, cEntryIsHole),
			Percent: e.is(i, cEntryIsPercent), Cite: e.text(i, cEntryCite),
		}
	})
}

func readColumns(policy unsafe.Pointer, entity uintptr) []DefinedColumn {
	e := entries{policy, cListColumns, entity}
	return readAll(e, func(i uintptr) DefinedColumn {
		return DefinedColumn{
			Name: e.text(i, cEntryName), LabelEN: e.text(i, cEntryLabelEn), LabelZH: e.text(i, cEntryLabelZh),
			Kind: Kind(e.number(i, cEntryKind)), Scale: max(0, e.number(i, cEntryScale)),
			Currency: e.text(i, cEntryCurrency), Categories: e.categories(i), Form: e.text(i, cEntryForm),
			Declaration: e.text(i, cEntryDeclaration), Role: e.text(i, cEntryRole),
			Cite: e.text(i, cEntryCite), File: e.text(i, cEntryFile), Line: e.number(i, cEntryLine),
		}
	})
}

func readClauses(policy unsafe.Pointer) []Clause {
	e := entries{policy, cListClauses, 0}
	return readAll(e, func(i uintptr) Clause {
		return Clause{
			Name: e.text(i, cEntryName), Form: e.text(i, cEntryForm), Label: e.text(i, cEntryLabelEn),
			Cite: e.text(i, cEntryCite), Says: e.text(i, cEntrySays), Reading: e.text(i, cEntryReading),
			NotComputed: e.text(i, cEntryNotComputed), File: e.text(i, cEntryFile),
			Line: e.number(i, cEntryLine),
		}
	})
}

func readHoles(policy unsafe.Pointer) []Hole {
	e := entries{policy, cListHoles, 0}
	return readAll(e, func(i uintptr) Hole {
		return Hole{e.text(i, cEntryName), e.is(i, cEntryIsEntity), e.text(i, cEntryCite)}
	})
}
