package remit

import (
	"errors"
	"runtime"
	"sync"
	"unsafe"
)

// ErrClosed is returned by, or panicked with in methods without an error, the use of what was closed.
var ErrClosed = errors.New("remit: it is closed / 已关闭")

// handle is an object of the library. Close frees it; what was forgotten is freed by the collector.
type handle struct {
	state   *state
	cleanup runtime.Cleanup
}

type state struct {
	once    sync.Once
	address unsafe.Pointer
	free    func(unsafe.Pointer)
}

func (s *state) release() {
	s.once.Do(func() {
		address := s.address
		s.address = nil
		if s.free != nil {
			s.free(address)
		}
	})
}

func newHandle(address unsafe.Pointer, free func(unsafe.Pointer)) *handle {
	h := &handle{state: &state{address: address, free: free}}
	h.cleanup = runtime.AddCleanup(h, (*state).release, h.state)
	return h
}

// pointer is the address for a call; the caller keeps h alive until it is over.
func (h *handle) pointer() unsafe.Pointer {
	if h.state.address == nil {
		panic(ErrClosed)
	}
	return h.state.address
}

func (h *handle) closed() bool { return h.state.address == nil }

// Close frees it now; closing again does nothing, any other use panics with ErrClosed. Not while another
// goroutine uses it.
func (h *handle) Close() error {
	h.cleanup.Stop()
	h.state.release()
	return nil
}
