//go:build !remit_cgo

package remit

import (
	"os"

	"github.com/ebitengine/purego"
)

func open() (uintptr, error) {
	name := os.Getenv("REMIT_LIBRARY")
	if name == "" {
		name = "libremit.so.1"
	}
	return purego.Dlopen(name, purego.RTLD_NOW|purego.RTLD_LOCAL)
}
