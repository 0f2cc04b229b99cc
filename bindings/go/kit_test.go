package remit_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"remit.example/remit"
)

// The kit of cases (tests/kit) through Go.

type kitTable struct {
	Table   string
	Columns []string
	Rows    [][]string
}

type kitCase struct {
	Name        string
	Sources     []remit.Source
	AsOf        string `json:"as_of"`
	Tables      []kitTable
	Expect      []kitTable
	Equal       string
	Diagnostics []struct {
		Code, File    string
		Line          int
		DisplayColumn int `json:"display_column"`
		Replacement   *string
	}
	Explanations []struct{ Entity, Key, Column, Language, Text string }
}

func kit(t *testing.T) []kitCase {
	path := os.Getenv("REMIT_KIT")
	if path == "" {
		path = filepath.Join("..", "..", "build", "kit.json")
	}
	bytes, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var whole struct {
		Version int
		Cases   []kitCase
	}
	if err := json.Unmarshal(bytes, &whole); err != nil || whole.Version != 1 {
		t.Fatal(err, whole.Version)
	}
	return whole.Cases
}

func (c kitCase) options() remit.Options {
	var options remit.Options
	fmt.Sscanf(c.AsOf, "%d-%d-%d", &options.AsOf.Year, &options.AsOf.Month, &options.AsOf.Day)
	return options
}

func (c kitCase) filled(t *testing.T) (*remit.Policy, *remit.Data) {
	t.Helper()
	policy, err := remit.Compile(c.Sources, c.options())
	if err != nil {
		t.Fatal(err)
	}
	data, err := policy.NewData()
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range c.Tables {
		for _, row := range table.Rows {
			cells := map[string]string{}
			for i, cell := range row {
				cells[table.Columns[i]] = cell
			}
			entity, err := policy.Entity(table.Table)
			if err == nil && entity == &policy.Entities[0] {
				err = data.Set(table.Table, 0, cells)
			} else if err == nil {
				_, err = data.Add(table.Table, cells)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return policy, data
}

func (c kitCase) evaluated(t *testing.T) *remit.Results {
	t.Helper()
	policy, data := c.filled(t)
	results, err := policy.Evaluate(context.Background(), data, c.options())
	if err != nil {
		t.Fatal(err)
	}
	return results
}

var lists = []string{"ledger", "totals", "targets", "errors", "findings", "attributions"}

func list(results *remit.Results, name string) (*remit.Table, error) {
	switch name {
	case "ledger":
		return results.Ledger()
	case "totals":
		return results.Totals()
	case "targets":
		return results.Targets()
	case "errors":
		return results.Errors()
	case "findings":
		return results.Findings()
	case "attributions":
		return results.Attributions()
	}
	return results.Table(name)
}

func (c kitCase) shown(text string) string {
	if c.Equal == "value" && !strings.HasPrefix(text, "!") && !strings.ContainsAny(text, "eEpPxX_") {
		if rat, ok := new(big.Rat).SetString(text); ok {
			return rat.String()
		}
	}
	return text
}

func (c kitCase) figures(t *testing.T) {
	results := c.evaluated(t)
	for _, expected := range c.Expect {
		table, err := list(results, expected.Table)
		if err != nil {
			t.Fatal(err)
		}
		var got, want [][]string
		for _, row := range expected.Rows {
			var cells []string
			for _, cell := range row {
				cells = append(cells, c.shown(cell))
			}
			want = append(want, cells)
		}
		for row := range table.Len() {
			var cells []string
			for _, name := range expected.Columns {
				column, err := table.Column(name)
				if err != nil {
					column, err = table.Column(name + ".met")
				}
				if err != nil {
					t.Fatal(err)
				}
				text := table.Text(row, column)
				if fault := table.Fault(row, column); fault != nil {
					text = "!" + fault.Name
				}
				cells = append(cells, c.shown(text))
			}
			got = append(got, cells)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n%v\nnot\n%v", expected.Table, got, want)
		}
	}
}

// typed is a cell of a table as a program has it: a number, a day ...; else its text.
func typed(kind remit.Kind, text string) any {
	switch kind {
	case remit.Number, remit.Money, remit.Duration:
		if number, err := remit.ParseDecimal(text); err == nil {
			return number
		}
	case remit.Day:
		var day remit.Date
		if n, _ := fmt.Sscanf(text, "%4d-%2d-%2d", &day.Year, &day.Month, &day.Day); n == 3 && day.String() == text {
			return day
		}
	case remit.Boolean:
		if text == "true" || text == "false" {
			return text == "true"
		}
	}
	if text == "" {
		return nil
	}
	return text
}

// exchanged holds the first row of every table that figures are expected of, cell by cell through an exchange.
func (c kitCase) exchanged(t *testing.T) (rows int) {
	policy, data := c.filled(t)
	for _, expected := range c.Expect {
		entity, err := policy.Entity(expected.Table)
		if err != nil || entity.Made || len(expected.Rows) == 0 || slices.Contains(lists, expected.Table) {
			continue
		}
		one, err := policy.NewCase(entity.Name, data, c.options())
		if err != nil {
			t.Fatal(err)
		}
		var fields, columns []string
		for _, field := range entity.Fields {
			fields = append(fields, field.Name)
		}
		var wanted []string
		for i, name := range expected.Columns {
			if _, err := one.Table.Column(name); err != nil {
				name += ".met"
			}
			// A result may show fields too, which a case does not.
			if _, err := one.Table.Column(name); err == nil {
				columns, wanted = append(columns, name), append(wanted, expected.Rows[0][i])
			}
		}
		desk, err := one.Exchange(fields, columns)
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range c.Tables {
			if of, _ := policy.Entity(table.Table); of != entity || len(table.Rows) == 0 {
				continue
			}
			for i, name := range table.Columns {
				at := slices.IndexFunc(entity.Fields, func(f remit.Field) bool {
					return name == f.Name || name == f.Label || name == f.Header
				})
				if err := desk.Set(at, typed(entity.Fields[at].Kind, table.Rows[0][i])); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := desk.Run(); err != nil {
			t.Fatal(err)
		}
		for i, name := range columns {
			text := ""
			switch value := desk.Value(i).(type) {
			case nil:
			case *remit.Fault:
				text = "!" + value.Name
			default:
				text = fmt.Sprint(value)
			}
			if got, want := c.shown(text), c.shown(wanted[i]); got != want {
				t.Errorf("%s: %s: %s not %s", expected.Table, name, got, want)
			}
		}
		desk.Close()
		one.Close()
		rows++
	}
	return rows
}

func (c kitCase) diagnostics(t *testing.T) {
	var said remit.Diagnostics
	policy, err := remit.Compile(c.Sources, remit.Options{})
	var problem *remit.PolicyError
	if errors.As(err, &problem) {
		said = problem.Diagnostics
	} else if err != nil {
		t.Fatal(err)
	} else {
		said = policy.Diagnostics()
	}
	var got, want []string
	for _, e := range said.List {
		replacement := "null"
		if e.FixBegin >= 0 {
			replacement = e.Replacement
		}
		got = append(got, fmt.Sprint(e.Code, " ", e.File, " ", e.Line, " ", e.DisplayColumn, " ", replacement))
	}
	for _, e := range c.Diagnostics {
		replacement := "null"
		if e.Replacement != nil {
			replacement = *e.Replacement
		}
		want = append(want, fmt.Sprint(e.Code, " ", e.File, " ", e.Line, " ", e.DisplayColumn, " ", replacement))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%v\nnot\n%v", got, want)
	}
}

func (c kitCase) explanations(t *testing.T) {
	results := c.evaluated(t)
	for _, e := range c.Explanations {
		language := map[string]remit.Language{"en": remit.EN, "zh": remit.ZH}[e.Language]
		memo, err := results.Explain(e.Entity, e.Key, e.Column, language, 0)
		if err != nil {
			t.Fatal(err)
		}
		if memo.Text != e.Text || !strings.Contains(memo.HTML, "<html") || !json.Valid([]byte(memo.JSON)) {
			t.Errorf("%s\nnot\n%s", memo.Text, e.Text)
		}
	}
}

func TestKit(t *testing.T) {
	count := map[string]int{}
	for _, each := range kit(t) {
		t.Run(each.Name, func(t *testing.T) {
			switch {
			case each.Expect != nil:
				count["expect"]++
				each.figures(t)
				count["exchanged"] += each.exchanged(t)
			case each.Diagnostics != nil:
				count["diagnostics"]++
				each.diagnostics(t)
			case each.Explanations != nil:
				count["explanations"]++
				each.explanations(t)
			default:
				t.Error("a case that expects nothing")
			}
		})
	}
	if count["exchanged"] < 200 || count["expect"] < 200 || count["diagnostics"] < 70 || count["explanations"] < 5 {
		t.Error(count)
	}
}
