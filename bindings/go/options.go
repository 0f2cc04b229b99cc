package remit

import (
	"context"
	"runtime"
	"sync"
	"unsafe"

	"github.com/ebitengine/purego"
)

// A Limit protects a program against a text or a table from a stranger.
type Limit int32

// The limits; remit.h says what each counts.
const (
	MaxSourceBytes     Limit = cOptionMaxSourceBytes
	MaxTokens          Limit = cOptionMaxTokens
	MaxNestingDepth    Limit = cOptionMaxNestingDepth
	MaxDeclarations    Limit = cOptionMaxDeclarations
	MaxColumns         Limit = cOptionMaxColumns
	MaxExpressionNodes Limit = cOptionMaxExpressionNodes
	MaxTextBytes       Limit = cOptionMaxTextBytes
	MaxNumberDigits    Limit = cOptionMaxNumberDigits
	MaxDiagnostics     Limit = cOptionMaxDiagnostics
	MaxRows            Limit = cOptionMaxRows
	MaxMemoryBytes     Limit = cOptionMaxMemoryBytes
	MaxSteps           Limit = cOptionMaxSteps
	MaxMilliseconds    Limit = cOptionMaxMilliseconds
	MaxKeptBytes       Limit = cOptionMaxKeptBytes
)

// Options say how to compile and how to run; the zero value is what the library does by itself.
type Options struct {
	// Language of diagnostics, errors, reasons and explanations; nil: English, or the policy's.
	Language *Language
	// AsOf chooses among versions of a policy, and is `today` of a run.
	AsOf Date
	// Threads of a run; 0 is one, -1 one for each processor.
	Threads int
	// BatchRows are computed together; 0: as the library likes.
	BatchRows int
	// Limits of the compiler or the run.
	Limits map[Limit]int64
	// Progress hears how far a run is; returning false stops it.
	Progress func(done, total uint64) bool
}

func (o Options) language(otherwise Language) Language {
	if o.Language != nil {
		return *o.Language
	}
	return otherwise
}

// listeners are those of the runs that are going on, by the address that stands for each of them.
var listeners = struct {
	sync.Mutex
	of map[uintptr]func(done, total uint64) bool
}{of: map[uintptr]func(done, total uint64) bool{}}

// heard is one callback for all runs, since those of purego are never freed.
var heard = sync.OnceValue(func() uintptr {
	return purego.NewCallback(func(run uintptr, done, total uint64) uintptr {
		listeners.Lock()
		listener := listeners.of[run]
		listeners.Unlock()
		if listener != nil && !listener(done, total) {
			return 1
		}
		return 0
	})
})

// listen has progress called for as long as the options live.
func listen(options unsafe.Pointer, language Language, progress func(done, total uint64) bool) (stop func(), err error) {
	run := new(int64)
	key := uintptr(unsafe.Pointer(run))
	var pin runtime.Pinner
	pin.Pin(run)
	listeners.Lock()
	listeners.of[key] = progress
	listeners.Unlock()
	stop = func() {
		listeners.Lock()
		delete(listeners.of, key)
		listeners.Unlock()
		pin.Unpin()
	}
	return stop, call(language, func(f *unsafe.Pointer) int32 {
		return remit_options_set_progress(options, heard(), unsafe.Pointer(run), f)
	})
}

// given are options as the library has them, for one call; release frees them.
func (o Options) given(ctx context.Context, language Language) (options unsafe.Pointer, release func(), err error) {
	options, err = create(language, func(made, f *unsafe.Pointer) int32 { return remit_options_new(made, f) })
	if err != nil {
		return nil, nil, err
	}
	frees := []func(){func() { remit_options_free(options) }}
	release = func() {
		for i := len(frees) - 1; i >= 0; i-- {
			frees[i]()
		}
	}
	set := func(option int32, value int64) {
		if err == nil {
			err = call(language, func(f *unsafe.Pointer) int32 { return remit_options_set_int(options, option, value, f) })
		}
	}
	if o.Threads != 0 {
		set(cOptionThreads, int64(max(0, o.Threads)))
	}
	if o.BatchRows != 0 {
		set(cOptionBatchRows, int64(o.BatchRows))
	}
	for limit, value := range o.Limits {
		set(int32(limit), value)
	}
	if err == nil && o.AsOf != (Date{}) {
		err = call(language, func(f *unsafe.Pointer) int32 {
			return remit_options_set_as_of(options, int32(o.AsOf.Year), int32(o.AsOf.Month), int32(o.AsOf.Day), f)
		})
	}
	if err == nil && ctx != nil && ctx.Done() != nil {
		var flag unsafe.Pointer
		flag, err = create(language, func(made, f *unsafe.Pointer) int32 { return remit_cancel_new(made, f) })
		if err == nil {
			frees = append(frees, func() { remit_cancel_free(flag) })
			err = call(language, func(f *unsafe.Pointer) int32 { return remit_options_set_cancel(options, flag, f) })
			if ctx.Err() != nil {
				remit_cancel_request(flag)
			}
			done := make(chan struct{})
			stop := context.AfterFunc(ctx, func() { remit_cancel_request(flag); close(done) })
			frees = append(frees, func() {
				if !stop() {
					<-done
				}
			})
		}
	}
	if err == nil && o.Progress != nil {
		var stop func()
		stop, err = listen(options, language, o.Progress)
		frees = append(frees, stop)
	}
	if err != nil {
		release()
		return nil, nil, err
	}
	return options, release, nil
}
