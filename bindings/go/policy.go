package remit

import (
	"context"
	"os"
	"runtime"
	"strings"
	"unsafe"
)

// A Source is one file of a policy: what diagnostics call it, and its text. A name that ends in ".md" is
// read as Markdown whose fenced `remit` blocks are the policy.
type Source struct{ Name, Text string }

// A Policy is a compiled policy set. Immutable, so any number of goroutines may use one. Data, results and
// cases that were made from it live on when it is closed.
type Policy struct {
	*handle
	// Entities are all of them; the first is the jurisdiction as a whole.
	Entities []Entity
	byName   map[string]*Entity
	language Language
}

// texts are the addresses and sizes of texts, each ending with a NUL, pinned for a call.
func texts(pin *runtime.Pinner, of []string) (addresses []unsafe.Pointer, sizes []uintptr) {
	for _, text := range of {
		bytes := append([]byte(text), 0)
		pin.Pin(&bytes[0])
		addresses = append(addresses, unsafe.Pointer(&bytes[0]))
		sizes = append(sizes, uintptr(len(text)))
	}
	return addresses, sizes
}

// first is the address of the first element; nil of none.
func first[T any](of []T) *T {
	if len(of) == 0 {
		return nil
	}
	return &of[0]
}

// Compile compiles a policy and the files that amend it. A *PolicyError has every complaint.
func Compile(sources []Source, options Options) (*Policy, error) {
	if err := load(); err != nil {
		return nil, err
	}
	language := options.language(EN)
	given, release, err := options.given(context.Background(), language)
	if err != nil {
		return nil, err
	}
	defer release()
	var names, bodies []string
	for _, source := range sources {
		names, bodies = append(names, source.Name), append(bodies, source.Text)
	}
	var pin runtime.Pinner
	defer pin.Unpin()
	called, _ := texts(&pin, names)
	addresses, sizes := texts(&pin, bodies)
	made, err := create(language, func(made, f *unsafe.Pointer) int32 {
		return remit_compile(uintptr(len(sources)), first(called), first(addresses), first(sizes), given, made, f)
	})
	if err != nil {
		return nil, err
	}
	p := &Policy{newHandle(made, remit_policy_free), readEntities(made), map[string]*Entity{}, language}
	for i := range p.Entities {
		p.put(p.Entities[i].Name, &p.Entities[i])
	}
	for i := range p.Entities {
		p.put(p.Entities[i].Label, &p.Entities[i])
	}
	return p, nil
}

func (p *Policy) put(name string, entity *Entity) {
	if _, there := p.byName[name]; name != "" && !there {
		p.byName[name] = entity
	}
}

// Load reads and compiles files.
func Load(options Options, paths ...string) (*Policy, error) {
	var sources []Source
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		sources = append(sources, Source{path, string(text)})
	}
	return Compile(sources, options)
}

// Keywords are how Format spells them.
type Keywords int32

// The spellings.
const (
	AsWritten Keywords = cKeywordsAsWritten
	InEnglish Keywords = cKeywordsEn
	InChinese Keywords = cKeywordsZh
	InHant    Keywords = cKeywordsZhHant
)

// Format is a policy text in its canonical layout, comments kept.
func Format(source Source, keywords Keywords) (string, error) {
	if err := load(); err != nil {
		return "", err
	}
	name := append([]byte(source.Name), 0)
	made, err := create(EN, func(made, f *unsafe.Pointer) int32 {
		return remit_format(&name[0], bytesOf(source.Text), uintptr(len(source.Text)), int32(keywords), nil, made, f)
	})
	return takeString(made), err
}

func (p *Policy) text(which int32) string {
	defer runtime.KeepAlive(p)
	text, _ := lent(func(size *uintptr) unsafe.Pointer { return remit_policy_text(p.pointer(), which, size) })
	return text
}

// Name is the policy's name.
func (p *Policy) Name() string { return p.text(cPolicyName) }

// Title is its title.
func (p *Policy) Title() string { return p.text(cPolicyTitle) }

// Hash is 64 hexadecimal digits, the same for every layout and spelling of the same policy.
func (p *Policy) Hash() string { return p.text(cPolicyHash) }

// Diagnostics are warnings and notes of the compilation.
func (p *Policy) Diagnostics() Diagnostics {
	defer runtime.KeepAlive(p)
	return readDiagnostics(remit_policy_diagnostics(p.pointer()), p.language)
}

// Clauses are declarations and the clause each one cites.
func (p *Policy) Clauses() []Clause {
	defer runtime.KeepAlive(p)
	return readClauses(p.pointer())
}

// Holes are what the document leaves open.
func (p *Policy) Holes() []Hole {
	defer runtime.KeepAlive(p)
	return readHoles(p.pointer())
}

// Entity is an entity by its name or label.
func (p *Policy) Entity(name string) (*Entity, error) {
	if entity, there := p.byName[name]; there {
		return entity, nil
	}
	return nil, fail(NotFound, p.language, noEntity, name, p.names(func(Entity) bool { return true }))
}

func (p *Policy) names(which func(Entity) bool) string {
	var names []string
	for _, entity := range p.Entities {
		if which(entity) {
			names = append(names, entity.Name)
		}
	}
	return strings.Join(names, separator[p.language])
}

// NewData are input tables without rows.
func (p *Policy) NewData() (*Data, error) {
	defer runtime.KeepAlive(p)
	made, err := create(p.language, func(made, f *unsafe.Pointer) int32 { return remit_data_new(p.pointer(), made, f) })
	if err != nil {
		return nil, err
	}
	return &Data{newHandle(made, remit_data_free), p}, nil
}

// Tables are rows by the names of entities.
type Tables map[string][]any

// DataOf are the tables of a run, all of them there: DataError for one that is missing.
func (p *Policy) DataOf(tables Tables) (*Data, error) {
	given := map[uintptr]bool{}
	for name := range tables {
		entity, err := p.Entity(name)
		if err != nil {
			return nil, err
		}
		given[entity.index] = true
	}
	missing := p.names(func(e Entity) bool { return e.index != 0 && !e.Hole && !e.Made && !given[e.index] })
	if missing != "" {
		return nil, fail(DataError, p.language, noTable, missing)
	}
	data, err := p.NewData()
	if err != nil {
		return nil, err
	}
	for name, rows := range tables {
		for _, row := range rows {
			if _, err := data.Add(name, row); err != nil {
				data.Close()
				return nil, err
			}
		}
	}
	return data, nil
}

// Evaluate computes every column that the policy defines. The context stops the run: the error is then
// Cancelled and, by errors.Is, the context's. Cells in error are no error: see Results.Causes.
func (p *Policy) Evaluate(ctx context.Context, data *Data, options Options) (*Results, error) {
	language := options.language(p.language)
	given, release, err := options.given(ctx, language)
	if err != nil {
		return nil, err
	}
	defer release()
	defer runtime.KeepAlive(p)
	defer runtime.KeepAlive(data)
	made, err := create(language, func(made, f *unsafe.Pointer) int32 {
		return remit_evaluate(p.pointer(), data.pointer(), given, made, f)
	})
	if err != nil {
		if ctx.Err() != nil {
			return nil, &stopped{err, ctx.Err()}
		}
		return nil, err
	}
	return &Results{newHandle(made, remit_results_free), p, language}, nil
}

// stopped is the error of a run that its context stopped.
type stopped struct{ run, context error }

func (s *stopped) Error() string   { return s.run.Error() }
func (s *stopped) Unwrap() []error { return []error{s.run, s.context} }

// NewCase is one row of an entity, to be evaluated again and again; data, which may be nil, has the other
// tables. The options hold for every run.
func (p *Policy) NewCase(entity string, data *Data, options Options) (*Case, error) {
	language := options.language(p.language)
	of, err := p.Entity(entity)
	if err != nil {
		return nil, err
	}
	given, release, err := options.given(context.Background(), language)
	if err != nil {
		return nil, err
	}
	defer release()
	defer runtime.KeepAlive(p)
	defer runtime.KeepAlive(data)
	var other unsafe.Pointer
	if data != nil {
		other = data.pointer()
	}
	made, err := create(language, func(made, f *unsafe.Pointer) int32 {
		return remit_case_new(p.pointer(), other, of.index, given, made, f)
	})
	if err != nil {
		return nil, err
	}
	h := newHandle(made, remit_case_free)
	return &Case{
		handle: h, policy: p, entity: entity, language: language,
		data:  &Data{newHandle(remit_case_data(made), nil), p},
		Table: newTable(remit_case_table(made), language, nil, h),
	}, nil
}

// A Case is one row of an entity, evaluated again and again, for a program that answers one request after
// the other. For one goroutine at a time.
type Case struct {
	*handle
	policy   *Policy
	entity   string
	language Language
	data     *Data
	// Table has the figures of the last run, in row 0.
	Table *Table
}

// Run sets cells (a Row, a map or a struct; what is not named stays as it was; nil: none) and computes.
func (c *Case) Run(cells any) error {
	address := c.pointer()
	defer runtime.KeepAlive(c)
	if cells != nil {
		if err := c.data.Set(c.entity, 0, cells); err != nil {
			return err
		}
	}
	return call(c.language, func(f *unsafe.Pointer) int32 { return remit_case_run(address, f) })
}

// Data is a copy of the tables as they are, for Policy.Evaluate with ledger and explanations.
func (c *Case) Data() (*Data, error) {
	c.pointer()
	defer runtime.KeepAlive(c)
	return c.data.Copy()
}
