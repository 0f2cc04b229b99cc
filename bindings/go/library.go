// Package remit is an exact policy engine: promises of money by rule, evaluated and explained.
//
// Compile or Load gives a Policy; figures are Decimal, days Date; a float never comes out. Errors are
// values: *PolicyError with its diagnostics, *Error with a Status for all else; a cell in error is none,
// it stands in Results.Causes.
//
// The library is found without cgo: the file that the environment variable REMIT_LIBRARY names, else
// libremit.so.1 where the system keeps its libraries. With the build tag remit_cgo the program is linked
// with it by pkg-config.
package remit

import (
	"fmt"
	"sync"
	"unsafe"
)

var load = sync.OnceValue(func() error {
	library, err := open()
	if err != nil {
		return fmt.Errorf("remit: the library cannot be loaded; set REMIT_LIBRARY to its file\n  %w", err)
	}
	bind(library)
	found := remit_abi_version()
	if found>>16 != cAbiVersion>>16 || found < cAbiVersion {
		return fmt.Errorf("remit: the library has the interface %d.%d, but this package needs %d.%d",
			found>>16, found&0xffff, cAbiVersion>>16, cAbiVersion&0xffff)
	}
	return nil
})

// LibraryVersion is the version of the library, "0.1.0".
func LibraryVersion() (string, error) {
	if err := load(); err != nil {
		return "", err
	}
	return forever(remit_version()), nil
}

// A Language in which Remit answers.
type Language int32

// The languages.
const (
	EN Language = cLanguageEn
	ZH Language = cLanguageZh
)

// bytesOf is the address of the text's first byte; of an empty text that of another byte.
func bytesOf(text string) *byte {
	if text == "" {
		return new(byte)
	}
	return unsafe.StringData(text)
}

// lent is a text that an object holds, and whether there is one.
func lent(read func(size *uintptr) unsafe.Pointer) (string, bool) {
	size := new(uintptr)
	data := read(size)
	if data == nil {
		return "", false
	}
	return string(unsafe.Slice((*byte)(data), *size)), true
}

// forever is a text that lives forever, up to its NUL.
func forever(data unsafe.Pointer) string {
	if data == nil {
		return ""
	}
	size := 0
	for *(*byte)(unsafe.Add(data, size)) != 0 {
		size++
	}
	return string(unsafe.Slice((*byte)(data), size))
}

// takeString is the text of a remit_string, which is freed.
func takeString(handle unsafe.Pointer) string {
	if handle == nil {
		return ""
	}
	defer remit_string_free(handle)
	text, _ := lent(func(size *uintptr) unsafe.Pointer { return remit_string_data(handle, size) })
	return text
}
