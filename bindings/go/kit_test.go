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

func (c kitCase) evaluated(t *testing.T) *remit.Results {
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
	results, err := policy.Evaluate(context.Background(), data, c.options())
	if err != nil {
		t.Fatal(err)
	}
	return results
}

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
	if count["expect"] < 200 || count["diagnostics"] < 70 || count["explanations"] < 5 {
		t.Error(count)
	}
}
