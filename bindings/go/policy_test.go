package remit_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/big"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"remit.example/remit"
)

const text = `policy bonuses "bonuses" {
  source "x"
  currency CNY
  rounding half_up to 0.01
  party treasury "Treasury"
  entity project {
    key id  : text "Number"
    revenue : money
    staff   : count optional
    signed  : date optional
  }
  reward bonus for project cite "1" {
    pay 20% * revenue
    cap 500_000 CNY
    from treasury
  }
  define third for project = round(staff / 3, to 0.01, half_up)
}`

type project struct {
	ID      string `remit:"id"`
	Revenue any    `remit:"revenue"`
	Staff   int    `remit:"staff"`
	Ignored func() `remit:"-"`
}

func compiled(t testing.TB, options remit.Options) *remit.Policy {
	t.Helper()
	policy, err := remit.Compile([]remit.Source{{Name: "bonuses.remit", Text: text}}, options)
	if err != nil {
		t.Fatal(err)
	}
	return policy
}

func bonus(t *testing.T, revenue any) (remit.Decimal, error) {
	t.Helper()
	policy := compiled(t, remit.Options{})
	data, err := policy.DataOf(remit.Tables{"project": {project{ID: "p", Revenue: revenue, Staff: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	results, err := policy.Evaluate(context.Background(), data, remit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := results.AllColumns("project")
	if err != nil {
		t.Fatal(err)
	}
	column, err := table.Column("bonus")
	if err != nil {
		t.Fatal(err)
	}
	return table.Decimal(0, column)
}

func Example() {
	policy, err := remit.Compile([]remit.Source{{Name: "bonuses.remit", Text: text}}, remit.Options{})
	if err != nil {
		fmt.Println(err) // with its lines and carets
		return
	}
	data, _ := policy.DataOf(remit.Tables{"project": {
		remit.Row{"id": "P1", "revenue": "2500000.05", "staff": 3},
		remit.Row{"id": "P2", "revenue": remit.NewDecimal(100000023, 2), "staff": 6},
	}})
	results, _ := policy.Evaluate(context.Background(), data, remit.Options{})
	totals, _ := results.Totals()
	for _, line := range totals.All() {
		fmt.Println(line["payer"], line["amount"])
	}
	// Output: treasury 700000.05
}

func TestFiguresAreExact(t *testing.T) {
	for _, each := range []struct {
		revenue any
		bonus   string
	}{
		{"2500000.05", "500000.00"}, {"1000000.23", "200000.05"}, {0.1, "0.02"}, {float32(0.1), "0.02"}, {1000, "200.00"},
		{uint8(100), "20.00"}, {big.NewInt(123), "24.60"}, {remit.NewDecimal(1234, 2), "2.47"}, {remit.NewDecimal(1, -3), "200.00"},
	} {
		got, err := bonus(t, each.revenue)
		if err != nil || got.String() != each.bonus {
			t.Error(each.revenue, got, err)
		}
	}
}

func TestWideNumbersKeepAllDigits(t *testing.T) {
	policy, err := remit.Compile([]remit.Source{{Name: "w.remit", Text: `policy w "w" { source "x" entity row { key id : text n : number } define m for row = n + 1 }`}}, remit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, digits := range []string{"9223372036854775807", "9223372036854775808", "-9223372036854775809", "12345678901234567890123456789"} {
		n, _ := new(big.Int).SetString(digits, 10)
		data, err := policy.DataOf(remit.Tables{"row": {remit.Row{"id": "a", "n": n}}})
		if err != nil {
			t.Fatal(err)
		}
		results, err := policy.Evaluate(context.Background(), data, remit.Options{})
		if err != nil {
			t.Fatal(err)
		}
		table, _ := results.Table("row")
		column, _ := table.Column("m")
		got, err := table.Decimal(0, column)
		if err != nil || got.Rat().Cmp(new(big.Rat).SetInt(n.Add(n, big.NewInt(1)))) != 0 || got.String() != table.Text(0, column) {
			t.Error(digits, got, err)
		}
	}
}

func TestWhatIsNoValueIsAnErrorOfItsCell(t *testing.T) {
	for _, revenue := range []any{"much", math.Inf(1), 0.30000000000000004, time.Now(), struct{}{}, "\xff", []int{1}} {
		_, err := bonus(t, revenue)
		var fault *remit.Fault
		if !errors.As(err, &fault) || fault.Name != "bad_cell" {
			t.Errorf("%v: %v", revenue, err)
		}
	}
	var fault *remit.Fault
	if _, err := bonus(t, nil); !errors.As(err, &fault) || fault.Name != "missing" {
		t.Error(err)
	}
}

func TestNamesThatDoNotFitAreSaid(t *testing.T) {
	policy := compiled(t, remit.Options{})
	data, _ := policy.NewData()
	if _, err := data.Add("project", remit.Row{"id": "a", "revenu": 1}); !errors.Is(err, remit.NotFound) || !strings.Contains(err.Error(), "“revenu”") {
		t.Error(err)
	}
	if data.RowCount("project") != 0 {
		t.Error("a row was added")
	}
	if _, err := data.Add("project", remit.Row{"id": "a", "Number": "b"}); !errors.Is(err, remit.InvalidArgument) {
		t.Error(err)
	}
	if _, err := data.Add("project", 7); !errors.Is(err, remit.InvalidArgument) {
		t.Error(err)
	}
	if _, err := policy.DataOf(nil); !errors.Is(err, remit.DataError) {
		t.Error(err)
	}
	zh := remit.ZH
	if _, err := compiled(t, remit.Options{Language: &zh}).Entity("x"); !strings.Contains(err.Error(), "没有名为“x”的数据表") {
		t.Error(err)
	}
}

func TestABadPolicyIsAnErrorWithItsDiagnostics(t *testing.T) {
	_, err := remit.Compile([]remit.Source{{Name: "bad.remit", Text: strings.Replace(text, "* revenue", "* revenu", 1)}}, remit.Options{})
	var problem *remit.PolicyError
	if !errors.As(err, &problem) {
		t.Fatal(err)
	}
	first := problem.Diagnostics.List[0]
	if first.Code != "R0201" || first.Line != 13 || first.Replacement != "revenue" || !strings.Contains(err.Error(), "^~~") {
		t.Errorf("%+v", first)
	}
}

func TestACaseRunsAgainAndAgain(t *testing.T) {
	one, err := compiled(t, remit.Options{}).NewCase("project", nil, remit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	column, _ := one.Table.Column("bonus")
	for i, cells := range []remit.Row{{"id": "p", "revenue": 100, "staff": 1}, {"revenue": 200}} {
		if err := one.Run(cells); err != nil {
			t.Fatal(err)
		}
		if got := one.Table.Text(0, column); got != []string{"20.00", "40.00"}[i] {
			t.Error(got)
		}
	}
	data, err := one.Data()
	if err != nil || data.RowCount("project") != 1 {
		t.Error(err)
	}
	one.Close()
	defer func() {
		if recover() != remit.ErrClosed {
			t.Error("a closed case was used")
		}
	}()
	one.Run(nil)
}

func TestARunStopsWhenItIsToldTo(t *testing.T) {
	policy := compiled(t, remit.Options{})
	data, _ := policy.NewData()
	for i := range 20_000 {
		data.Add("project", project{ID: fmt.Sprint(i), Revenue: i, Staff: 1})
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := policy.Evaluate(ctx, data, remit.Options{}); !errors.Is(err, remit.Cancelled) || !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	calls := 0
	stop := remit.Options{BatchRows: 64, Progress: func(done, total uint64) bool { calls++; return false }}
	if _, err := policy.Evaluate(context.Background(), data, stop); !errors.Is(err, remit.Cancelled) || calls == 0 {
		t.Error(err, calls)
	}
	limited := remit.Options{Limits: map[remit.Limit]int64{remit.MaxSteps: 10}}
	if _, err := policy.Evaluate(context.Background(), data, limited); !errors.Is(err, remit.LimitExceeded) {
		t.Error(err)
	}
	live, cancel := context.WithCancel(context.Background())
	defer cancel()
	whole, err := policy.Evaluate(live, data, remit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for i := range 16 {
		group.Add(1)
		go func() {
			defer group.Done()
			results, err := policy.Evaluate(live, data, remit.Options{Threads: i%3 - 1})
			if err != nil || results.Digest() != whole.Digest() {
				t.Error(err)
			}
		}()
	}
	group.Wait()
}

func TestDescribesItself(t *testing.T) {
	policy := compiled(t, remit.Options{})
	if policy.Name() != "bonuses" || len(policy.Hash()) != 64 || policy.Clauses()[0].Form != "reward" {
		t.Error(policy.Name(), policy.Hash(), policy.Clauses())
	}
	chinese, err := remit.Format(remit.Source{Name: "a.remit", Text: text}, remit.InChinese)
	if err != nil || !strings.Contains(chinese, "奖励 bonus") {
		t.Error(err)
	}
	if len(policy.Diagnostics().List) == 0 {
		t.Error("an unused field is not told")
	}
}

const wide = `policy w { currency CNY  rounding half_up to 0.01  party t
  entity row {
    key id : text  a : money  b : count  day : date  yes : bool  level : one of { low, high }  note : text optional
  }
  define per for row = round(a / b, to 0.01 CNY, half_up)
  define next for row : date = day + 1 month
  define no for row = not yes
  define kept for row = if yes then level else low
  define twice for row = 2 * b
  define said for row : text = note otherwise "none" }`

func TestExchangesCellsForFigures(t *testing.T) {
	policy, err := remit.Compile([]remit.Source{{Name: "w.remit", Text: wide}}, remit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	one, _ := policy.NewCase("row", nil, remit.Options{})
	if _, err := one.Exchange([]string{"x"}, nil); !errors.Is(err, remit.NotFound) {
		t.Error(err)
	}
	if _, err := one.Exchange(nil, []string{"x"}); !errors.Is(err, remit.NotFound) {
		t.Error(err)
	}
	fields := []string{"id", "a", "b", "day", "yes", "level", "note"}
	columns := []string{"per", "next", "no", "kept", "twice", "said"}
	desk, err := one.Exchange(fields, columns)
	if err != nil {
		t.Fatal(err)
	}
	// What is exchanged is held against another case, set by names.
	other, _ := policy.NewCase("row", nil, remit.Options{})
	run := func(cells ...any) []string {
		named := remit.Row{}
		for i, value := range cells {
			named[fields[i]] = value
			if err := desk.Set(i, value); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(desk.Run(), other.Run(named)); err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, name := range columns {
			column, _ := other.Table.Column(name)
			got = append(got, fmt.Sprint(desk.Value(i)))
			if want := fmt.Sprint(other.Table.Value(0, column)); got[i] != want || desk.State(i) != other.Table.State(0, column) {
				t.Error(name, got[i], want)
			}
		}
		return got
	}
	day := remit.Date{Year: 2010, Month: 1, Day: 31}
	if got := fmt.Sprint(run("k", remit.NewDecimal(10000, 2), 3, day, true, "high", "远")); got != "[33.33 2010-02-28 false high 6 远]" {
		t.Error(got)
	}
	if got := fmt.Sprint(run("k", "-7.5", uint8(2), day, false, "high", nil)); got != "[-3.75 2010-02-28 true low 4 none]" {
		t.Error(got)
	}
	if _, _, ok := desk.Int64(5); ok {
		t.Error("a text is no number")
	}
	huge, _ := remit.ParseDecimal("99999999999999999999999999.99")
	for _, a := range []any{huge, "abc", "1,000.00", 2.5, nil, remit.NewDecimal(1234, 3), remit.NewDecimal(5, -2), time.Now()} {
		for _, day := range []remit.Date{{Year: 1, Month: 1, Day: 1}, {Year: 9999, Month: 11, Day: 30}, {Year: 2012, Month: 2, Day: 29}} {
			run("k", a, 2, day, true, "none", "x")
		}
	}
	desk.SetInt64(1, 12345, 2)
	desk.SetInt64(2, 5, 0)
	if coefficient, scale, ok := func() (int64, int, bool) { desk.Run(); return desk.Int64(0) }(); coefficient != 2469 || scale != 2 || !ok {
		t.Error(coefficient, scale, ok)
	}
	one.Run(remit.Row{"a": "10", "b": 4})
	desk.Keep(1)
	desk.Keep(2)
	if desk.Run() != nil || fmt.Sprint(desk.Value(0)) != "2.50" {
		t.Error(desk.Value(0))
	}
	desk.Close()
}

const levels = `policy w {
  entity row { key part, level  part : text  level : one of { low, mid, high }  yes : bool  note : text optional }
  define kept for row = if yes then level else low
  define said for row : text = note otherwise "none" }`

// ran are the figures of an exchange whose cells are set.
func ran(t *testing.T, desk *remit.Exchange, cells ...any) string {
	t.Helper()
	for i, value := range cells {
		if err := desk.Set(i, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := desk.Run(); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(desk.Value(0), " ", desk.Value(1))
}

func panicOf(of func()) (with any) {
	defer func() { with = recover() }()
	of()
	return nil
}

func TestAnExchangeKeepsItsCase(t *testing.T) {
	policy, err := remit.Compile([]remit.Source{{Name: "w.remit", Text: levels}}, remit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	made := func() *remit.Exchange {
		one, _ := policy.NewCase("row", nil, remit.Options{})
		desk, err := one.Exchange([]string{"part", "level", "yes", "note"}, []string{"kept", "said"})
		if err != nil {
			t.Fatal(err)
		}
		return desk
	}
	var desks []*remit.Exchange
	for range 20 {
		desks = append(desks, made())
	}
	for range 5 {
		runtime.GC()
	}
	for range 50 { // what was freed would be theirs now
		made()
	}
	for _, desk := range desks {
		if got := ran(t, desk, "p", "mid", true, "远"); got != "mid 远" {
			t.Error(got)
		}
	}
	one, _ := policy.NewCase("row", nil, remit.Options{})
	desk, _ := one.Exchange([]string{"part", "level", "yes", "note"}, []string{"kept", "level"})
	ran(t, desk, "p", "low", true, nil)
	one.Close()
	desk.Set(1, "mid")
	if err := desk.Run(); err != nil || desk.Value(0) != "mid" || desk.Value(1) != "mid" {
		t.Error(err, desk.Value(0), desk.Value(1))
	}
	for _, use := range []func(){func() { desk.Set(3, "a text") }, func() { one.Exchange(nil, nil) }} {
		if with := panicOf(use); with != remit.ErrClosed {
			t.Error("a closed case was used", with)
		}
	}
	desk.Close()
	for _, use := range []func(){func() { desk.Set(3, "a text") }, func() { desk.Set(1, "mid") }, func() { desk.Keep(1) }} {
		if with := panicOf(use); with != remit.ErrClosed {
			t.Error("a closed exchange was used", with)
		}
	}
}

func TestTheWordOfAFigureIsThatOfItsOwnRun(t *testing.T) {
	policy, err := remit.Compile([]remit.Source{{Name: "w.remit", Text: levels}}, remit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	one, _ := policy.NewCase("row", nil, remit.Options{})
	desk, err := one.Exchange([]string{"part", "level", "yes"}, []string{"level", "kept"})
	if err != nil {
		t.Fatal(err)
	}
	other, err := one.Exchange([]string{"level"}, []string{"kept", "level"})
	if err != nil {
		t.Fatal(err)
	}
	desk.Set(0, "p")
	desk.Set(1, "mid")
	desk.Set(2, true)
	if err := desk.Run(); err != nil {
		t.Fatal(err)
	}
	for i, run := range []func(){
		func() { one.Run(remit.Row{"level": "high"}) },
		func() { ran(t, other, "low") },
		func() { ran(t, other, "nothing") },
	} {
		if run(); fmt.Sprint(desk.Value(0), " ", desk.Value(1)) != "mid mid" {
			t.Error(i, desk.Value(0), desk.Value(1))
		}
	}
	for _, level := range []string{"low", "mid", "high", "mid"} {
		if got := ran(t, desk, "p", level, true); got != level+" "+level {
			t.Error(level, got)
		}
	}
}

// A million runs of a case: memory must not grow.
func TestAMillionCallsDoNotLeak(t *testing.T) {
	if os.Getenv("REMIT_LONG") == "" {
		t.Skip("REMIT_LONG is not set")
	}
	policy := compiled(t, remit.Options{})
	one, _ := policy.NewCase("project", nil, remit.Options{})
	desk, _ := one.Exchange([]string{"revenue"}, []string{"bonus"})
	column := 0
	work := func(calls int) int {
		for i := range calls {
			one.Run(remit.Row{"id": "p", "revenue": i % 1000, "staff": 1})
			column, _ = one.Table.Column("bonus")
			one.Table.Text(0, column)
			desk.Set(0, i%1000)
			desk.Run()
			desk.Decimal(0)
		}
		for range calls / 100 {
			data, _ := policy.NewData()
			results, _ := policy.Evaluate(context.Background(), data, remit.Options{})
			totals, _ := results.Totals()
			totals.Close()
			results.Close()
			data.Close()
		}
		runtime.GC()
		status, _ := os.ReadFile("/proc/self/statm")
		var size, resident int
		fmt.Sscan(string(status), &size, &resident)
		return resident * os.Getpagesize()
	}
	work(200_000)
	before := work(200_000)
	if grown := work(1_000_000) - before; grown > 32<<20 {
		t.Errorf("grown by %d", grown)
	}
}

func BenchmarkCase(b *testing.B) {
	one, err := compiled(b, remit.Options{}).NewCase("project", nil, remit.Options{})
	if err != nil {
		b.Fatal(err)
	}
	one.Run(remit.Row{"id": "p", "revenue": 1, "staff": 1})
	column, _ := one.Table.Column("bonus")
	for i := 0; b.Loop(); i++ {
		one.Run(remit.Row{"revenue": i % 1000})
		one.Table.Decimal(0, column)
	}
}

func BenchmarkExchange(b *testing.B) {
	one, _ := compiled(b, remit.Options{}).NewCase("project", nil, remit.Options{})
	one.Run(remit.Row{"id": "p", "revenue": 1, "staff": 1})
	desk, err := one.Exchange([]string{"revenue"}, []string{"bonus"})
	if err != nil {
		b.Fatal(err)
	}
	amounts := []remit.Decimal{remit.NewDecimal(80000005, 2), remit.NewDecimal(70000010, 2)}
	for i := 0; b.Loop(); i++ {
		desk.Set(0, amounts[i&1])
		desk.Run()
		desk.Decimal(0)
	}
}

func BenchmarkBareCall(b *testing.B) {
	for b.Loop() {
		remit.BareCall()
	}
}
